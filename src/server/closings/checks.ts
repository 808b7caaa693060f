import { plausibleDates } from '../../shared/business-date.ts';
import { checkDated, type SignedDocument } from '../../shared/cms/document.ts';
import type { ClosingHeader } from '../../shared/cms/entity.ts';
import { SpamsError, tooLarge } from '../../shared/errors.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { type BranchIdentity, identityUrn, OFFICE_ENCRYPTION_URN } from '../../shared/pki/identity.ts';
import { LIMITS, SIGNING_TIME } from '../../shared/protocol.ts';

export type ClosingDocument = SignedDocument & { header: ClosingHeader };

/** Everything that a closing is judged by; nothing below asks the clock or the database. */
export interface Arrival {
  document: ClosingDocument;
  /** Whose connection it came over. */
  device: BranchIdentity;
  at: Date;
  timeZone: string;
  roots: readonly Certificate[];
}

type Check = (arrival: Arrival) => void;

/** In this order, each with its own code (DESIGN section 5). Whether the signer is revoked decides held or accepted, later. */
const CHECKS: readonly Check[] = [
  addressedToUs,
  fromTheDevicesBranch,
  signerTrusted,
  datedWhenSigned,
  signedRecently,
  signedByManager,
  signedInTheirOwnName,
  businessDatePlausible,
  withinLimits,
];

/** Throws the first failing check's error. */
export function checkClosing(arrival: Arrival): void {
  for (const check of CHECKS) check(arrival);
}

/** A signed document that is a closing. Throws `document-malformed`. */
export function asClosing(document: SignedDocument): ClosingDocument {
  const { header } = document;
  if (header.kind !== 'closing')
    throw new SpamsError('document-malformed', { detail: `a ${header.kind}, not a closing` });
  return { ...document, header };
}

/** Throws `branch-mismatch`. */
export function fromTheDevicesBranch({ document: { header }, device }: Pick<Arrival, 'document' | 'device'>): void {
  if (header.branch !== device.branch)
    throw mismatch(`a closing of ${header.branch} over a device of ${device.branch}`);
}

function addressedToUs({ document: { header } }: Arrival): void {
  if (header.to !== OFFICE_ENCRYPTION_URN)
    throw new SpamsError('recipient-mismatch', { detail: `addressed to ${header.to}` });
}

function signerTrusted({ document: { signer, certificates, signingTime }, roots }: Arrival): void {
  validateChain(signer, certificates, { roots, at: signingTime });
}

function datedWhenSigned({ document }: Arrival): void {
  checkDated(document);
}

function signedRecently({ document: { signingTime }, at }: Arrival): void {
  const age = at.getTime() - signingTime.getTime();
  if (age > SIGNING_TIME.past || -age > SIGNING_TIME.future) {
    const detail = `signed at ${signingTime.toISOString()}, arrived at ${at.toISOString()}`;
    throw new SpamsError('signing-time-implausible', { detail });
  }
}

function signedByManager({ document: { signer } }: Arrival): void {
  const role = signer.identity?.role;
  if (role !== 'manager') throw new SpamsError('signer-wrong-role', { detail: `signed by a ${role}` });
}

function signedInTheirOwnName({ document: { header, signer } }: Arrival): void {
  const { identity } = signer;
  if (identity?.role !== 'manager') throw new SpamsError('signer-wrong-role');
  if (identity.branch !== header.branch) throw mismatch(`signed by a manager of ${identity.branch}`);
  if (header.from !== identityUrn(identity)) throw mismatch(`from ${header.from}, signed by ${identityUrn(identity)}`);
}

function businessDatePlausible({ document: { header, signingTime }, at, timeZone }: Arrival): void {
  const arrival = new Date(at.getTime() + SIGNING_TIME.future);
  const { oldest, latest } = plausibleDates(signingTime, arrival, timeZone);
  if (header.businessDate > latest || header.businessDate < oldest) {
    const detail = `business date ${header.businessDate}, expected ${oldest} to ${latest}`;
    throw new SpamsError('business-date-implausible', { detail });
  }
}

function withinLimits({ document: { body } }: Arrival): void {
  if (body.length > LIMITS.file) throw tooLarge(LIMITS.file);
}

const mismatch = (detail: string): SpamsError => new SpamsError('branch-mismatch', { detail });
