import { SpamsError } from '../errors.ts';
import { type Certificate, isSignedBy, isValidAt } from './certificate.ts';
import { ISSUING, matchesProfile, PROFILES, type Profile, ROOT } from './profiles.ts';

/** What a chain is checked against. Both are parameters: nothing here asks the clock or a store. */
export interface Trust {
  /** The pinned root. */
  roots: readonly Certificate[];
  /** The time that every certificate of the chain must be valid at. */
  at: Date;
}

const MAX_PATH = 4;

/**
 * Validates the chain of `leaf` over `others` (in any order) up to a trusted root, each by RFC 5280 section 6.1 as far
 * as SPAMS uses it: name, signature, time, CA, path length, usages. The leaf must name one of our identities and have
 * exactly its role's usages.
 * @returns the path, leaf first, root last
 * @throws `signer-untrusted`, `signer-not-valid-then`
 */
export function validateChain(leaf: Certificate, others: readonly Certificate[], trust: Trust): Certificate[] {
  const path = findPath(leaf, others, trust.roots);
  checkTimes(path, trust.at);
  checkAuthorities(path);
  checkLeaf(leaf);
  return path;
}

function findPath(leaf: Certificate, others: readonly Certificate[], roots: readonly Certificate[]): Certificate[] {
  const path = [leaf];
  while (path.length <= MAX_PATH) {
    const last = path.at(-1)!;
    const root = roots.find((candidate) => isIssuedBy(last, candidate));
    if (root) return [...path, root];
    const issuer = others.find((candidate) => !path.includes(candidate) && isIssuedBy(last, candidate));
    if (!issuer) break;
    path.push(issuer);
  }
  throw new SpamsError('signer-untrusted', { detail: 'no path to the pinned root' });
}

function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return certificate.issuer.equals(issuer.subject) && isSignedBy(certificate, issuer);
}

function checkTimes(path: readonly Certificate[], at: Date): void {
  const outside = path.find((certificate) => !isValidAt(certificate, at));
  if (!outside) return;
  const { notBefore, notAfter } = outside;
  const span = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
  throw new SpamsError('signer-not-valid-then', { detail: `valid ${span}, not at ${at.toISOString()}` });
}

function checkAuthorities(path: readonly Certificate[]): void {
  path.slice(1).forEach((authority, casBelow) => {
    const profile: Profile = casBelow === path.length - 2 ? ROOT : ISSUING;
    const tooDeep = authority.pathLength !== undefined && casBelow > authority.pathLength;
    if (tooDeep || !matchesProfile(authority, profile)) {
      throw new SpamsError('signer-untrusted', { detail: 'a certificate in the chain may not issue' });
    }
  });
}

function checkLeaf(leaf: Certificate): void {
  if (!leaf.identity || !matchesProfile(leaf, PROFILES[leaf.identity.role])) {
    throw new SpamsError('signer-untrusted', { detail: "the signer's certificate is none that SPAMS issues" });
  }
}
