import { v7 as uuidv7 } from 'uuid';
import { signDocument } from '../shared/cms/document.ts';
import { branchUrn, OFFICE_SIGNING_URN } from '../shared/pki/identity.ts';
import type { OfficeContext } from './context.ts';

/** Signs a menu or receipt for a branch, with an id of its own, as of now. Gives the SignedData, DER. */
export async function signOfficeDocument(
  { clock, keys }: OfficeContext,
  kind: 'menu' | 'receipt',
  branch: string,
  body: Buffer,
): Promise<Buffer> {
  const date = clock();
  const id = uuidv7({ msecs: date.getTime() });
  const header = { kind, id, date, from: OFFICE_SIGNING_URN, to: branchUrn(branch), branch };
  return signDocument({ header, body }, await keys.signing());
}
