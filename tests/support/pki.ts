import type { Recipient } from '../../src/shared/cms/enveloped-data.ts';
import type { Signer } from '../../src/shared/cms/signed-data.ts';
import type { Certificate } from '../../src/shared/pki/certificate.ts';
import type { BranchIdentity, Identity } from '../../src/shared/pki/identity.ts';
import { type Issuer, issueFor, issueIssuing, issueRoot } from '../../src/shared/pki/issue.ts';
import type { KeyPair } from '../../src/shared/pki/keys.ts';
import { testKey } from './keys.ts';

/** Somebody with a certificate: may sign, and may be sealed to, as far as the certificate goes. */
export type Holder = Signer & Recipient;

/** A small office: each with its own prepared key, all of it issued at `now`. */
export interface TestPki {
  now: Date;
  root: Issuer;
  issuing: Issuer;
  /** From below a signer to the root, as signers send it. */
  chain: readonly Certificate[];
  officeSigning: Holder;
  officeEncryption: Holder;
  device: Holder;
  manager: Holder;
}

/** When tests take place, unless they say otherwise. */
export const NOW = new Date('2026-11-23T10:00:00Z');
const BRANCH = 'SG-01';
export const DEVICE: BranchIdentity = { role: 'device', branch: BRANCH, id: 'main' };
export const MANAGER: BranchIdentity = { role: 'manager', branch: BRANCH, id: 'mei' };

const DAY = 24 * 60 * 60 * 1000;

/** `days` after `from`, or before it. */
export const daysFrom = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY);

/** A complete office PKI over the prepared keys. Serials and CA names are fresh each time. */
export async function testPki(now: Date = NOW): Promise<TestPki> {
  const root = await testRoot(testKey(0), now);
  const issuing = await testIssuing(testKey(1), root, now);
  const chain = [issuing.certificate, root.certificate];
  const base = { now, root, issuing, chain };
  const [officeSigning, officeEncryption, device, manager] = await Promise.all([
    testHolder(base, { role: 'office-signing' }, testKey(2)),
    testHolder(base, { role: 'office-encryption' }, testKey(3)),
    testHolder(base, DEVICE, testKey(4)),
    testHolder(base, MANAGER, testKey(5)),
  ]);
  return { ...base, officeSigning, officeEncryption, device, manager };
}

export async function testRoot(key: KeyPair, now: Date): Promise<Issuer> {
  return { certificate: await issueRoot(key, now), privateKey: key.privateKey };
}

export async function testIssuing(key: KeyPair, root: Issuer, now: Date): Promise<Issuer> {
  return { certificate: await issueIssuing(key.publicKey, root, now), privateKey: key.privateKey };
}

/** One more holder under an office's issuing CA. */
export async function testHolder(
  { now, issuing, chain }: Pick<TestPki, 'now' | 'issuing' | 'chain'>,
  identity: Identity,
  { privateKey, publicKey }: KeyPair,
): Promise<Holder> {
  return { certificate: await issueFor(identity, publicKey, issuing, now), privateKey, chain };
}
