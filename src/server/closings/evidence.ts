import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readDocument } from '../../shared/cms/document.ts';
import { open } from '../../shared/cms/enveloped-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { fileError, writeFolderAtomic } from '../../shared/files.ts';
import { pem } from '../../shared/pki/certificate.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { identityUrn } from '../../shared/pki/identity.ts';
import { crlByNumber } from '../authority/crl.ts';
import type { OfficeContext } from '../context.ts';
import type { ClosingRow } from '../store/schema.ts';
import { asClosing, type ClosingDocument } from './checks.ts';
import { findClosing } from './list.ts';
import { receiptOf } from './receipts.ts';
import { verifyText } from './verify-text.ts';

/**
 * Writes what proves a closing to a third party, with openssl alone, years later: the manager's file as it was,
 * closing.p7s and receipt.p7s (SignedData, DER), signer.pem, chain.pem (root, issuing CA and the CRLs in force when it
 * came) and VERIFY.txt.
 * @returns the folder's files
 * @throws `unknown-subject`, `manager-revoked` while on hold, `already-exists`
 */
export async function exportEvidence(office: OfficeContext, id: string, folder: string): Promise<string[]> {
  const row = await findClosing(office.db, id);
  const receipt = receiptOf(row);
  const document = asClosing(await readDocument(await open(row.sealed, await office.keys.encryption())));
  const file = safeName(document.header.fileName);
  const { signer } = document;
  const text = verifyText({
    row,
    file,
    signer: signer.identity ? identityUrn(signer.identity) : '',
    root: office.keys.root.fingerprint,
  });
  const files = {
    [file]: document.body,
    'closing.p7s': document.signedData,
    'receipt.p7s': receipt,
    'signer.pem': pem('CERTIFICATE', signer.der),
    'chain.pem': await chainThen(office, document, row),
    'VERIFY.txt': text,
  };
  await writeNewFolder(folder, files);
  return Object.keys(files);
}

/** Names that the export itself uses, or that Windows or a shell would take for something else. */
const TAKEN =
  /^(closing\.p7s|receipt\.p7s|signer\.pem|chain\.pem|verify\.txt|closing\.eml|receipt\.eml|signed-by\.pem)$/i;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const MAX_NAME = 255;

/** The file's own name, or one as near to it as can lie beside the export's files on any system. */
function safeName(name: string): string {
  const plain = name.replace(/[<>:"|?*]/g, '_').replace(/[. ]$/, '_');
  if (!TAKEN.test(plain) && !RESERVED.test(plain) && !/^[.-]/.test(plain)) return plain;
  const letters = [...plain];
  while (Buffer.byteLength(`file-${letters.join('')}`) > MAX_NAME) letters.shift();
  return `file-${letters.join('')}`;
}

/**
 * The authorities that the signer was trusted by, root first, and their CRLs in force when it came, by number. Only
 * those: an auditor trusts whatever stands in this file, and a signer may have sent along any certificate.
 */
async function chainThen({ db, keys }: OfficeContext, document: ClosingDocument, row: ClosingRow): Promise<string> {
  const { signer, certificates, signingTime } = document;
  const [, ...authorities] = validateChain(signer, certificates, { roots: [keys.root], at: signingTime });
  const rootCrl = await crlByNumber(db, 'root', row.root_crl);
  const issuingCrl = await crlByNumber(db, 'issuing', row.issuing_crl);
  return [
    ...authorities.reverse().map(({ der }) => pem('CERTIFICATE', der)),
    pem('X509 CRL', rootCrl),
    pem('X509 CRL', issuingCrl),
  ].join('');
}

async function writeNewFolder(folder: string, files: Record<string, Buffer | string>): Promise<void> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    await writeFolderAtomic(folder, files);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) {
      throw new SpamsError('already-exists', { params: { what: `The folder ${basename(folder)}` }, cause: error });
    }
    throw fileError(error, join(folder));
  }
}
