import type { ClosingRow } from '../store/schema.ts';

interface Facts {
  row: ClosingRow;
  /** The manager's file, as exported. */
  file: string;
  /** The manager's URN. */
  signer: string;
  /** SHA-256 of the root, hexadecimal. */
  root: string;
}

/** VERIFY.txt: the commands that an auditor runs with openssl alone, and what to compare in what they print. */
export function verifyText({ row, file, signer, root }: Facts): string {
  const at = Math.floor(new Date(row.received_at).getTime() / 1000);
  const verify = (name: string, crl: boolean): string =>
    `openssl cms -verify -cades -binary -inform DER${crl ? ' -crl_check_all' : ''} -attime ${at} -CAfile chain.pem -in ${name}.p7s -out ${name}.eml`;
  const released = row.accepted_at !== null;
  return `Closing ${row.document_id}, receipt number ${row.number}
Branch ${row.branch}, business date ${row.business_date}, part ${row.part}, revision ${row.revision}
Received ${row.received_at}

Run these in this folder, with openssl 1.1.1 or newer and nothing else. All of them must succeed.

1. The manager signed this closing, with a certificate that was valid and not revoked when the office received it:

   ${verify('closing', !released)} -signer signed-by.pem
${released ? releasedText(row) : ''}
2. The office signed the receipt:

   ${verify('receipt', true)}

3. The signer is the manager. The name printed must be
   URI:${signer}

   openssl x509 -in signed-by.pem -noout -ext subjectAltName

4. The receipt is for this closing. The three digests printed must stand in receipt.eml, as "evidenceSha256", "sha256"
   and "fileSha256":

   openssl dgst -sha256 closing.p7s
   openssl dgst -sha256 closing.eml
   openssl dgst -sha256 ${shellQuoted(file)}

   closing.eml ends with the file itself, byte for byte, after its first empty line.

5. The chain begins at the office's own root. Compare the fingerprint printed with one that you obtained elsewhere
   (it stands in every invite of the office); here it is
   ${colons(root)}

   openssl x509 -in chain.pem -noout -fingerprint -sha256

What this proves: the holder of the manager's key signed exactly this file for exactly this branch and day, before the
time in the receipt. That time is the office's word: it is what shows that the signature came before any later
revocation. The receipt's audit place lets the office show that its record has not been cut or changed since.
`;
}

function releasedText(row: ClosingRow): string {
  return `
   This closing was on hold: the manager's certificate had been revoked when it arrived. ${row.accepted_by} of the office
   released it at ${row.accepted_at}, which its audit record shows. That is why revocation is not checked here; with
   -crl_check_all the command says "certificate revoked".
`;
}

const shellQuoted = (name: string): string => `'${name.replaceAll("'", "'\\''")}'`;

const colons = (hex: string): string => (hex.toUpperCase().match(/../g) ?? []).join(':');
