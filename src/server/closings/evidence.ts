import { dirname } from 'node:path';
import { readDocument } from '../../shared/cms/document.ts';
import { open } from '../../shared/cms/enveloped-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { isErrno, makePrivateFolder, writeFolderAtomic } from '../../shared/files.ts';
import { pem } from '../../shared/pki/certificate.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { identityUrn } from '../../shared/pki/identity.ts';
import { crlInForce } from '../authority/crl.ts';
import type { OfficeContext } from '../context.ts';
import type { ClosingRow } from '../store/schema.ts';
import { asClosing, type ClosingDocument } from './checks.ts';
import { findClosing } from './list.ts';
import { verifyText } from './verify-text.ts';

/**
 * Writes what proves a closing to a third party, with openssl alone, years later: the manager's file as it was,
 * closing.p7s and receipt.p7s (SignedData, DER), signer.pem, chain.pem (root, issuing CA and the CRLs in force when it
 * came) and VERIFY.txt.
 * @returns the folder's files
 * @throws `unknown-subject`, `closing-held`, `already-exists`, `usage` where a file is in the way
 */
export async function exportEvidence(office: OfficeContext, id: string, folder: string): Promise<string[]> {
  const row = await findClosing(office.db, id);
  const { receipt } = row;
  if (!receipt) throw new SpamsError('closing-held', { params: { id } });
  const document = asClosing(await readDocument(await open(row.sealed, await office.keys.encryption())));
  const file = safeName(document.header.fileName);
  const { signer } = document;
  const signerAt = judgedAt(document, row);
  const name = signer.identity ? identityUrn(signer.identity) : '';
  const text = verifyText({ row, file, signer: name, root: office.keys.root.fingerprint, signerAt });
  const files = {
    [file]: document.body,
    'closing.p7s': document.signedData,
    'receipt.p7s': receipt,
    'signer.pem': pem('CERTIFICATE', signer.der),
    'chain.pem': await chainThen(office, document, row, signerAt),
    'VERIFY.txt': text,
  };
  await writeNewFolder(folder, files);
  return Object.keys(files);
}

/** Names that the export itself uses, or that Windows or a shell would take for something else. */
const TAKEN =
  /^(closing\.p7s|receipt\.p7s|signer\.pem|chain\.pem|verify\.txt|closing\.eml|receipt\.eml|(receipt-)?signed-by\.pem|root\.pem)$/i;
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³]) *(\.|$)/i;

/** What no file name on Windows may hold, and what shows a name other than it is: `exe.csv` for `vsc.exe`. */
const UNSAFE = /[<>:"|?*]|\p{Bidi_Control}/gu;

const MAX_NAME = 255;

/** The file's own name, or one as near to it as can lie beside the export's files on any system. */
function safeName(name: string): string {
  const plain = name.replace(UNSAFE, '_').replace(/[. ]$/, '_');
  if (!TAKEN.test(plain) && !RESERVED.test(plain) && !/^[.-]/.test(plain)) return plain;
  const letters = [...plain];
  while (Buffer.byteLength(`file-${letters.join('')}`) > MAX_NAME) letters.shift();
  return `file-${letters.join('')}`;
}

/** A signer may have expired on the way: then it is judged at the last second that openssl takes its certificate for valid. */
function judgedAt({ signer }: ClosingDocument, { received_at }: ClosingRow): Date {
  const arrival = new Date(received_at);
  return signer.notAfter <= arrival ? new Date(signer.notAfter.getTime() - 1000) : arrival;
}

/**
 * The authorities that the signer was trusted by, root first, and their CRLs in force when it came and when the signer
 * is judged. Only those: an auditor takes whatever stands in this file, and a signer may have sent along anything.
 */
async function chainThen(
  { db, keys }: OfficeContext,
  document: ClosingDocument,
  row: ClosingRow,
  signerAt: Date,
): Promise<string> {
  const { signer, certificates, signingTime } = document;
  const [, ...authorities] = validateChain(signer, certificates, { roots: [keys.root], at: signingTime });
  const crls = [];
  for (const at of [new Date(row.received_at), signerAt]) {
    crls.push(await crlInForce(db, 'root', row.root_crl, at), await crlInForce(db, 'issuing', row.issuing_crl, at));
  }
  const texts = [
    ...authorities.reverse().map(({ der }) => pem('CERTIFICATE', der)),
    ...crls.map((der) => pem('X509 CRL', der)),
  ];
  return [...new Set(texts)].join('');
}

async function writeNewFolder(folder: string, files: Record<string, Buffer | string>): Promise<void> {
  await makePrivateFolder(dirname(folder));
  try {
    await writeFolderAtomic(folder, files);
  } catch (error) {
    const cause = error instanceof SpamsError ? error.cause : error;
    // Its parent is a folder, so ENOTDIR can only mean that a file has the name.
    if (!isErrno(cause, 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw error;
    throw new SpamsError('already-exists', { params: { what: folder }, cause });
  }
}
