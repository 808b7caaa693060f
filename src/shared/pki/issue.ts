import { createHash, type KeyObject, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';
import { OID } from '../asn1/oids.ts';
import { contextConstructed, contextPrimitive } from '../asn1/tags.ts';
import {
  bitString,
  fromForge,
  integer,
  integerFromHex,
  octetString,
  oid,
  sequence,
  time,
  tlv,
} from '../asn1/writer.ts';
import { sha256WithRsaAlgorithm } from './algorithms.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { type Identity, identityUrn } from './identity.ts';
import { signRsa, spkiOf } from './keys.ts';
import { distinguishedName } from './names.ts';
import { ISSUING, OFFICE_TLS, PROFILES, type Profile, ROOT } from './profiles.ts';

/** A certificate authority that can sign: the root or the issuing CA. */
export interface Issuer {
  certificate: Certificate;
  privateKey: KeyObject;
}

declare module 'node-forge' {
  namespace pki {
    function certificateExtensionToAsn1(extension: object): asn1.Asn1;
  }
}

interface AltName {
  type: 2 | 6 | 7;
  value?: string;
  ip?: string;
}

interface Subject {
  name: Buffer;
  publicKey: KeyObject;
  altNames: AltName[];
  profile: Profile;
}

/** Clocks of branches may run behind: a certificate is good from a little before it is made. */
const BACKDATE = 5 * 60 * 1000;

/** A self-signed root. `now` is the office's clock. */
export async function issueRoot(key: { privateKey: KeyObject; publicKey: KeyObject }, now: Date): Promise<Certificate> {
  const name = distinguishedName(`root ${randomBytes(4).toString('hex')}`);
  const subject: Subject = { name, publicKey: key.publicKey, altNames: [], profile: ROOT };
  const notBefore = startOf(now);
  const ends = new Date(notBefore.getTime() + ROOT.lifetime);
  return signCertificate(subject, { name, publicKey: key.publicKey, privateKey: key.privateKey }, notBefore, ends);
}

/** An issuing CA under a root. */
export function issueIssuing(publicKey: KeyObject, root: Issuer, now: Date): Promise<Certificate> {
  const name = distinguishedName(`issuing ${randomBytes(4).toString('hex')}`);
  return issueUnder({ name, publicKey, altNames: [], profile: ISSUING }, root, now);
}

/** The office's TLS certificate for a DNS name or an IP address. */
export function issueOfficeTls(publicKey: KeyObject, host: string, issuing: Issuer, now: Date): Promise<Certificate> {
  const altNames: AltName[] = isIP(host) ? [{ type: 7, ip: host }] : [{ type: 2, value: host }];
  return issueUnder({ name: distinguishedName('office tls'), publicKey, altNames, profile: OFFICE_TLS }, issuing, now);
}

/** A certificate whose one SAN URI names `identity`, with the usages of its role. */
export function issueFor(identity: Identity, publicKey: KeyObject, issuing: Issuer, now: Date): Promise<Certificate> {
  const altNames: AltName[] = [{ type: 6, value: identityUrn(identity) }];
  return issueUnder(
    { name: subjectName(identity), publicKey, altNames, profile: PROFILES[identity.role] },
    issuing,
    now,
  );
}

function issueUnder(subject: Subject, issuer: Issuer, now: Date): Promise<Certificate> {
  const { certificate, privateKey } = issuer;
  const notBefore = new Date(Math.max(startOf(now).getTime(), certificate.notBefore.getTime()));
  const ends = new Date(Math.min(notBefore.getTime() + subject.profile.lifetime, certificate.notAfter.getTime()));
  const signer = { name: certificate.subject, publicKey: certificate.publicKey, privateKey };
  return signCertificate(subject, signer, notBefore, ends);
}

function startOf(now: Date): Date {
  return new Date(Math.floor((now.getTime() - BACKDATE) / 1000) * 1000);
}

/** A code or an id may be long: the name is for people, the URN is what counts. */
function subjectName(identity: Identity): Buffer {
  const name = 'branch' in identity ? `${identity.branch} ${identity.role}` : identity.role.replace('-', ' ');
  return distinguishedName(name);
}

async function signCertificate(
  subject: Subject,
  issuer: { name: Buffer; publicKey: KeyObject; privateKey: KeyObject },
  notBefore: Date,
  notAfter: Date,
): Promise<Certificate> {
  const tbs = sequence(
    tlv(contextConstructed(0), integer(2)),
    integerFromHex(randomSerial()),
    sha256WithRsaAlgorithm,
    issuer.name,
    sequence(time(notBefore), time(notAfter)),
    subject.name,
    spkiOf(subject.publicKey),
    tlv(contextConstructed(3), extensions(subject, issuer.publicKey)),
  );
  const signature = await signRsa(issuer.privateKey, tbs);
  return readCertificate(sequence(tbs, sha256WithRsaAlgorithm, bitString(signature)));
}

/** 127 random bits, never zero in front (RFC 5280 section 4.1.2.2). */
function randomSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function extensions({ publicKey, altNames, profile }: Subject, issuerKey: KeyObject): Buffer {
  const fields: object[] = [
    { name: 'basicConstraints', critical: true, ...basicConstraints(profile) },
    { name: 'keyUsage', critical: true, ...flags(profile.keyUsage) },
  ];
  if (profile.extKeyUsage.length > 0) fields.push({ name: 'extKeyUsage', ...flags(profile.extKeyUsage) });
  if (altNames.length > 0) fields.push({ name: 'subjectAltName', altNames });
  const certificate = forge.pki.createCertificate();
  certificate.setExtensions(fields);
  const encoded = certificate.extensions.map((each) => fromForge(forge.pki.certificateExtensionToAsn1(each)));
  return sequence(...encoded, subjectKeyIdentifier(publicKey), authorityKeyIdentifier(issuerKey));
}

function basicConstraints({ ca }: Profile): object {
  if (!ca) return {};
  return ca.pathLength === undefined ? { cA: true } : { cA: true, pathLenConstraint: ca.pathLength };
}

const flags = (names: readonly string[]): Record<string, true> => Object.fromEntries(names.map((name) => [name, true]));

/** RFC 7093 section 2, method 1: 160 bits of the SHA-256 of the public key. */
function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha256').update(spkiOf(publicKey)).digest().subarray(0, 20);
}

const subjectKeyIdentifier = (publicKey: KeyObject): Buffer =>
  sequence(oid(OID.subjectKeyIdentifier), octetString(octetString(keyIdentifier(publicKey))));

export const authorityKeyIdentifier = (publicKey: KeyObject): Buffer =>
  sequence(oid(OID.authorityKeyIdentifier), octetString(sequence(tlv(contextPrimitive(0), keyIdentifier(publicKey)))));
