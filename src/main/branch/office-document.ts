import { checkDated, readDocument, type SignedDocument } from '../../shared/cms/document.ts';
import { open } from '../../shared/cms/enveloped-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { branchUrn } from '../../shared/pki/identity.ts';
import type { DeviceKeys } from './device.ts';
import type { Trust } from './trust.ts';

interface Expected {
  kind: 'menu' | 'receipt';
  branch: string;
  device: DeviceKeys;
  trust: Trust;
}

/**
 * Opens a document that the office sealed to this device, and checks that the office signed it, for this branch.
 * @throws `unknown-recipient-key`, `not-opened`, and the codes of `checkOfficeDocument`
 */
export async function openOfficeDocument(sealed: Buffer, expected: Expected): Promise<SignedDocument> {
  const { current, earlier } = expected.device;
  return checkOfficeDocument(await open(sealed, [current, ...earlier]), expected);
}

/**
 * Checks a SignedData of the office, check by check.
 * @throws `document-malformed`, `signature-invalid`, `signer-untrusted`, `signer-not-valid-then`, `signer-wrong-role`,
 *   `recipient-mismatch`, `branch-mismatch`
 */
export async function checkOfficeDocument(
  signedData: Buffer,
  expected: Omit<Expected, 'device'>,
): Promise<SignedDocument> {
  const document = await readDocument(signedData);
  for (const check of [signedByTheOffice, checkDated, ofTheKind, forThisBranch]) check(document, expected);
  return document;
}

type Check = (document: SignedDocument, expected: Omit<Expected, 'device'>) => void;

const signedByTheOffice: Check = ({ signer, certificates, signingTime }, { trust }) => {
  validateChain(signer, certificates, { roots: [trust.root], at: signingTime });
  if (signer.identity?.role !== 'office-signing')
    throw new SpamsError('signer-wrong-role', { detail: 'not signed by the office' });
  if (trust.isRevoked(signer.serial))
    throw new SpamsError('signer-untrusted', { detail: "the office's signing certificate is revoked" });
};

const ofTheKind: Check = ({ header }, { kind }) => {
  if (header.kind !== kind)
    throw new SpamsError('document-malformed', { detail: `a ${header.kind} where a ${kind} belongs` });
};

const forThisBranch: Check = ({ header }, { branch }) => {
  if (header.to !== branchUrn(branch))
    throw new SpamsError('recipient-mismatch', { detail: `addressed to ${header.to}` });
  if (header.branch !== branch) throw new SpamsError('branch-mismatch', { detail: `of branch ${header.branch}` });
};
