import { v7 as uuidv7 } from 'uuid';
import type { Branch } from '../../src/main/branch/branch.ts';
import { signDocument } from '../../src/shared/cms/document.ts';
import type { Entity, Header } from '../../src/shared/cms/entity.ts';
import { seal } from '../../src/shared/cms/enveloped-data.ts';
import type { Signer } from '../../src/shared/cms/signed-data.ts';
import { type BranchMenu, serializeBranchMenu } from '../../src/shared/menu/menu.ts';
import { branchUrn, OFFICE_SIGNING_URN } from '../../src/shared/pki/identity.ts';
import { issueFor } from '../../src/shared/pki/issue.ts';
import { FREE_KEY, testKey } from './keys.ts';
import { LAKSA, type TestOffice } from './office.ts';
import type { Holder } from './pki.ts';

/** What to make otherwise than the office would. */
export interface Forgery {
  signer?: Signer;
  header?: Partial<Omit<Header, 'kind'>> & { kind?: 'menu' | 'receipt' };
  menu?: Partial<BranchMenu>;
}

/** A menu's SignedData, as the office of a branch would make it but for the forgery. */
export async function menuDocument(office: TestOffice, branch: Branch, forgery: Forgery = {}): Promise<Buffer> {
  const now = office.clock.now();
  const menu: BranchMenu = {
    branch: branch.config.branch,
    version: Math.floor(now.getTime() / 1000) + 1_000,
    publishedAt: now.toISOString(),
    validFrom: now.toISOString(),
    validUntil: null,
    currency: 'SGD',
    items: [{ ...LAKSA, name: 'Forged' }],
    ...forgery.menu,
  };
  return officeDocument(office, branch, serializeBranchMenu(menu), {
    ...forgery,
    header: { kind: 'menu', ...forgery.header },
  });
}

/** Any document of the office's: its header and signer as they should be, but for the forgery. */
export async function officeDocument(
  { clock, context }: TestOffice,
  { config }: Branch,
  body: Buffer,
  { signer, header }: Omit<Forgery, 'menu'> = {},
): Promise<Buffer> {
  const now = clock.now();
  const entity: Entity = {
    header: {
      kind: 'receipt',
      id: uuidv7({ msecs: now.getTime() }),
      date: now,
      from: OFFICE_SIGNING_URN,
      to: branchUrn(config.branch),
      branch: config.branch,
      ...header,
    },
    body,
  };
  return signDocument(entity, signer ?? (await context.keys.signing()));
}

/** A key that the office's CA certified as the office's, good from and until so many seconds from now. */
export async function officeKey(
  { clock, context }: TestOffice,
  from: number,
  until: number,
  role: 'office-signing' | 'office-encryption' = 'office-signing',
): Promise<Holder> {
  const at = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000);
  const issuing = await context.keys.issuing();
  // No certificate outlives its issuer.
  const ending = { ...issuing, certificate: { ...issuing.certificate, notAfter: at(until) } };
  const { publicKey, privateKey } = testKey(FREE_KEY);
  const certificate = await issueFor({ role }, publicKey, ending, at(from + BACKDATED));
  return { certificate, privateKey, chain: [issuing.certificate] };
}

/** Certificates begin so many seconds before they are made. */
const BACKDATED = 5 * 60;

/** Seals to a branch's device, as the office does. */
export const sealTo = ({ device }: Branch, signedData: Buffer): Promise<Buffer> =>
  seal(signedData, device.current.certificate);

/** The same bytes with one changed, counted from the end. */
export function flipped(bytes: Buffer, fromEnd = 100): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length - fromEnd]! ^= 1;
  return copy;
}
