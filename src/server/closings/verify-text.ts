import { OFFICE_SIGNING_URN } from '../../shared/pki/identity.ts';
import type { ClosingRow } from '../store/schema.ts';

interface Facts {
  row: ClosingRow;
  /** The manager's file, as exported. */
  file: string;
  /** The manager's URN. */
  signer: string;
  /** SHA-256 of the root, hexadecimal. */
  root: string;
  /** When the signer is judged: on arrival, or at the end of its certificate where that came before. */
  signerAt: Date;
}

/**
 * VERIFY.txt: the commands that an auditor runs with openssl alone, and what to compare in what they print. chain.pem
 * comes from whoever hands over the evidence, so after each signature its signer is checked against the one root whose
 * fingerprint the auditor compared.
 */
export function verifyText({ row, file, signer, root, signerAt }: Facts): string {
  const released = row.accepted_at !== null;
  const closing = commands('closing', signerAt, !released, 'signed-by.pem');
  const receipt = commands('receipt', new Date(row.received_at), true, 'receipt-signed-by.pem');
  return `Closing ${row.document_id}, receipt number ${row.number}
Branch ${row.branch}, business date ${row.business_date}, part ${row.part}, revision ${row.revision}
Received ${row.received_at}

Run these in this folder, with openssl 3.0 or newer and nothing else. All of them must succeed.

1. The office's root. Compare the fingerprint printed with one that you obtained elsewhere (it stands in every invite of
   the office). If it is another, stop: everything below rests on it. Here it is
   ${colons(root)}

   openssl x509 -in chain.pem -out root.pem
   openssl x509 -in root.pem -noout -fingerprint -sha256

2. The manager signed this closing, with a certificate of this office that was valid and not revoked when the office
   received it. The name printed last must be
   URI:${signer}

   ${closing.signature}
   ${closing.signer}
   openssl x509 -in signed-by.pem -noout -ext subjectAltName
${released ? releasedText(row) : ''}
3. The office signed the receipt. The name printed last must be
   URI:${OFFICE_SIGNING_URN}

   ${receipt.signature}
   ${receipt.signer}
   openssl x509 -in receipt-signed-by.pem -noout -ext subjectAltName

4. The receipt is for this closing. The three digests printed must stand in receipt.eml, as "evidenceSha256", "sha256"
   and "fileSha256":

   openssl dgst -sha256 closing.p7s
   openssl dgst -sha256 closing.eml
   openssl dgst -sha256 ${shellQuoted(file)}

   closing.eml ends with the file itself, byte for byte, after its first empty line.

What this proves: the holder of the manager's key signed exactly this file for exactly this branch and day, before the
time in the receipt. That time is the office's word: it is what shows that the signature came before any later
revocation. The receipt's audit place lets the office show that its record has not been cut or changed since.
`;
}

/** The command that checks a signature, and the one that checks its signer against the root alone. */
function commands(name: 'closing' | 'receipt', at: Date, crl: boolean, signer: string) {
  const when = `${crl ? '-crl_check_all ' : ''}-attime ${Math.floor(at.getTime() / 1000)}`;
  return {
    signature: `openssl cms -verify -cades -binary -inform DER ${when} -CAfile chain.pem -in ${name}.p7s -out ${name}.eml -signer ${signer}`,
    signer: `openssl verify -no-CApath -no-CAstore ${when} -CAfile root.pem -untrusted chain.pem -CRLfile chain.pem ${signer}`,
  };
}

function releasedText(row: ClosingRow): string {
  return `
   This closing was on hold: the manager's certificate had been revoked when it arrived. ${row.accepted_by} of the office
   released it at ${row.accepted_at}, which its audit record shows. That is why revocation is not checked here; with
   -crl_check_all the commands say "certificate revoked".
`;
}

const shellQuoted = (name: string): string => `'${name.replaceAll("'", "'\\''")}'`;

const colons = (hex: string): string => (hex.toUpperCase().match(/../g) ?? []).join(':');
