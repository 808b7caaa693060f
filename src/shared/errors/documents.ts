import type { ErrorEntry } from './entry.ts';

/** Signed and sealed documents: menus, closings and receipts, on whichever side one is opened. */
export const DOCUMENTS = {
  'document-malformed': {
    happened: "The document isn't in the form that SPAMS uses.",
    means: 'It was not used.',
    next: 'Fetch or send it again; if it happens twice, tell head office.',
    cause:
      'The DER, the headers or the schema inside are not what SPAMS writes, or the answer was beyond the size limit. The log names the field; look for different versions of SPAMS, or a proxy that changes bodies.',
    exit: 4,
    status: 400,
  },
  'not-opened': {
    happened: "The document couldn't be opened.",
    means: 'It was damaged on the way or meant for somebody else, and was not used.',
    next: 'Fetch or send it again; if it happens twice, tell head office.',
    cause:
      'The CMS AuthEnvelopedData did not decrypt: changed bytes, a wrong key or a form that SPAMS does not write. Which of them is not told on purpose.',
    exit: 4,
    status: 400,
  },
  'unknown-recipient-key': {
    happened: "The document is sealed to a key that isn't here.",
    means: 'Nothing is lost; it was not used.',
    next: 'SPAMS seals it again by itself the next time it connects.',
    cause:
      "The addressee's key was replaced since (a new certificate, a restored office), and the older key is gone. At the office, check that the keys folder is whole.",
    exit: 4,
    status: 409,
  },
  'signature-invalid': {
    happened: "The signature doesn't match the document.",
    means: 'The document was changed after signing and was not used.',
    next: 'Send the file again; if it happens twice, tell head office.',
    cause:
      "The RSA signature, the message digest or the signing certificate's hash does not hold, of a document or of a CRL. The log says which; treat a repeat as tampering.",
    exit: 4,
    status: 400,
  },
  'signer-untrusted': {
    happened: "The signer isn't known to this head office.",
    means: 'The document was not used.',
    next: 'Ask head office for a new invite.',
    cause:
      'The certificate chain does not lead to the pinned root, or has a certificate that SPAMS does not issue. Usually a PC or manager set up with another office, or with one that was made anew.',
    exit: 4,
    status: 403,
  },
  'signer-not-valid-then': {
    happened: "The signer's certificate wasn't valid when the document was signed.",
    means: 'The document was not used.',
    next: 'Check the clock of this PC, then ask head office to renew the certificate.',
    cause:
      'The signing time lies outside the validity of a certificate in the chain. A clock that is far off, or a certificate that was not renewed in time.',
    exit: 4,
    status: 403,
  },
  'signer-wrong-role': {
    happened: "The signer isn't allowed to sign this kind of document.",
    means: 'The document was not used.',
    next: "Sign with a manager's key.",
    cause:
      "Only a manager's certificate signs closings and only the office's signing certificate signs menus and receipts. The log names the role.",
    exit: 4,
    status: 403,
  },
  'signing-time-implausible': {
    happened: "The signing time is too far from head office's clock.",
    means: 'The sales are safe on this PC but were not taken.',
    next: "Correct this PC's clock and upload the file again.",
    cause:
      "A closing must arrive within 35 days of its signing time, and at most 5 minutes before it. Compare the clocks of the PC and of the office; the office's log has both times.",
    exit: 4,
    status: 422,
  },
  'recipient-mismatch': {
    happened: 'The document is addressed to somebody else.',
    means: 'It was not used.',
    next: 'Fetch or send it again; if it happens twice, tell head office.',
    cause:
      'The addressee inside the signature is not the one who opened it: a document was forwarded as if it were new.',
    exit: 4,
    status: 403,
  },
  'branch-mismatch': {
    happened: 'The document belongs to another branch.',
    means: 'It was not used.',
    next: 'Use the PC and the manager of the branch it belongs to.',
    cause:
      "The branch in the document, in the signer's certificate and of the device differ. Usually a home folder or an invite of another branch; the log names both.",
    exit: 4,
    status: 403,
  },
  'business-date-implausible': {
    happened: 'The business date is in the future or too long ago.',
    means: 'The sales were not taken.',
    next: 'Choose the day that the file belongs to and upload it again.',
    cause:
      "The business date does not fit the signing time in the branch's time zone. Check the date, the PC's clock, and the branch's time zone and cut-off hour.",
    exit: 4,
    status: 422,
  },
  'document-too-large': {
    happened: 'The file is larger than {limit}.',
    means: 'Nothing was sent.',
    next: "Export only the day's sales and upload that.",
    cause: 'A file or request is beyond the fixed limit of its kind (src/shared/protocol.ts).',
    exit: 3,
    status: 413,
  },
  'document-id-reused': {
    happened: 'Head office already holds another document with this number.',
    means: 'Nothing was replaced.',
    next: 'Upload the file again; it gets a new number.',
    cause:
      'Two signed documents bear one id, which SPAMS never makes: a home folder was copied or put back while in use, or somebody is trying something.',
    exit: 3,
    status: 409,
  },
  'manager-revoked': {
    happened: "The manager's key was withdrawn before the sales arrived.",
    means: 'Head office keeps the sales on hold; they are safe.',
    next: 'Call head office: they can accept them by their number.',
    cause:
      'The closing is stored as held, without a receipt. Look at it with `closings show`, and let it in with `closings accept` if it is genuine.',
    exit: 3,
    status: 403,
  },
  'receipt-mismatch': {
    happened: "The receipt doesn't match what was sent.",
    means: 'The sales stay queued on this PC until a true receipt arrives.',
    next: 'Tell head office: code receipt-mismatch.',
    cause:
      "The receipt is signed by the office, but an id, date or hash in it is not the closing's. The PC's log names the field; an office restored from an old backup or a fault in it.",
    exit: 4,
  },
  'receipt-none': {
    happened: 'Head office has no receipt for this document.',
    means: 'It has not arrived yet, or it is on hold.',
    next: 'Send what is queued and try again.',
    cause: 'No closing of that branch has this id. Look for it with `closings list`.',
    exit: 3,
    status: 404,
  },
} as const satisfies Record<string, ErrorEntry>;
