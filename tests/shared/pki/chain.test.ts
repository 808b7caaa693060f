import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { TAG } from '../../../src/shared/asn1/tags.ts';
import { integer, oid, sequence, time, tlv } from '../../../src/shared/asn1/writer.ts';
import { type Certificate, readCertificate } from '../../../src/shared/pki/certificate.ts';
import { type Trust, validateChain } from '../../../src/shared/pki/chain.ts';
import { type Issuer, issueIssuing } from '../../../src/shared/pki/issue.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { daysFrom, MANAGER, NOW, type TestPki, testHolder, testIssuing, testPki, testRoot } from '../../support/pki.ts';
import { swappedFor } from '../asn1/patch.ts';
import { type Change, keyUsage, resigned, TBS, withValueOf } from './resign.ts';

const CA = tlv(TAG.boolean, Buffer.from([0xff]));
const CERT_SIGN_AND_CRL_SIGN = 0x06;

let pki: TestPki;
let root: Certificate;
let issuing: Certificate;
let manager: Certificate;
let trust: Trust;

beforeAll(async () => {
  pki = await testPki();
  root = pki.root.certificate;
  issuing = pki.issuing.certificate;
  manager = pki.manager.certificate;
  trust = { roots: [root], at: NOW };
});

/** A certificate changed and signed again by the issuer that it names. */
const changed = (certificate: Certificate, issuer: Issuer, ...changes: Change[]) =>
  readCertificate(resigned(certificate.der, issuer.privateKey, ...changes));

const withExtensionValue = (id: string, ...value: Buffer[]): Change => [TBS.extensions, withValueOf(id, ...value)];

/** A manager under this issuer, and the issuer. */
async function under(issuer: Issuer, key = testKey(FREE_KEY + 1)): Promise<Certificate> {
  return (await testHolder({ now: NOW, issuing: issuer, chain: [] }, MANAGER, key)).certificate;
}

describe('validateChain', () => {
  it.each(['officeSigning', 'officeEncryption', 'device', 'manager'] as const)('takes the %s', (holder) => {
    const { certificate } = pki[holder];
    expect(validateChain(certificate, [issuing], trust)).toEqual([certificate, issuing, root]);
  });

  it('finds its path whatever order and company the others come in', () => {
    const others = [manager, pki.device.certificate, root, issuing, issuing];
    expect(validateChain(manager, others, trust)).toEqual([manager, issuing, root]);
    expect(validateChain(manager, others.toReversed(), trust)).toEqual([manager, issuing, root]);
  });

  it('takes any of several trusted roots', async () => {
    const other = await testRoot(testKey(FREE_KEY), NOW);
    const roots = [other.certificate, root];
    expect(validateChain(manager, [issuing], { ...trust, roots })).toEqual([manager, issuing, root]);
  });

  describe('when no path leads to the pinned root', () => {
    it('it throws on another root', async () => {
      const { certificate } = await testRoot(testKey(FREE_KEY), NOW);
      await expect(() => validateChain(manager, [issuing, root], { ...trust, roots: [certificate] })).toFailWith(
        'signer-untrusted',
      );
    });

    it('it throws on a root of the same name and another key', async () => {
      const { privateKey, publicKey } = testKey(FREE_KEY);
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const twin = readCertificate(resigned(root.der, privateKey, [TBS.publicKey, swappedFor(spki)]));
      expect(twin.subject).toEqual(root.subject);
      await expect(() => validateChain(manager, [issuing], { ...trust, roots: [twin] })).toFailWith('signer-untrusted');
    });

    it('it throws on an issuing CA of the same name and another key', async () => {
      const spki = testKey(FREE_KEY).publicKey.export({ type: 'spki', format: 'der' });
      const twin = changed(issuing, pki.root, [TBS.publicKey, swappedFor(spki)]);
      await expect(() => validateChain(manager, [twin], trust)).toFailWith('signer-untrusted');
      expect(validateChain(manager, [twin, issuing], trust)).toHaveLength(3);
    });

    it('it throws on an issuing CA of the same key and another name', async () => {
      const twin = await testIssuing(testKey(1), pki.root, NOW);
      await expect(() => validateChain(manager, [twin.certificate], trust)).toFailWith('signer-untrusted');
    });

    it('it throws without the issuing CA, without roots, and with nothing', async () => {
      await expect(() => validateChain(manager, [], trust)).toFailWith('signer-untrusted');
      await expect(() => validateChain(manager, [issuing, root], { ...trust, roots: [] })).toFailWith(
        'signer-untrusted',
      );
    });

    it('it throws on a certificate that its issuer did not sign', async () => {
      const forged = readCertificate(resigned(manager.der, testKey(FREE_KEY).privateKey));
      await expect(() => validateChain(forged, [issuing], trust)).toFailWith('signer-untrusted');
    });

    it('it ends, and throws, when CAs certify each other in a circle', async () => {
      const [first, second] = [await testRoot(testKey(FREE_KEY), NOW), await testRoot(testKey(FREE_KEY + 1), NOW)];
      const cross = [certifiedBy(first, second), certifiedBy(second, first)];
      const leaf = await under(first, testKey(FREE_KEY + 2));
      await expect(() => validateChain(leaf, cross, trust)).toFailWith('signer-untrusted');
    });

    const certifiedBy = (subject: Issuer, issuer: Issuer): Certificate =>
      changed(subject.certificate, issuer, [TBS.issuer, swappedFor(issuer.certificate.subject)]);
  });

  describe('when something in it is not valid at that time', () => {
    it('it throws on an expired signer, and not in its last moment', async () => {
      const { notAfter } = manager;
      expect(validateChain(manager, [issuing], { ...trust, at: notAfter })).toHaveLength(3);
      const at = new Date(notAfter.getTime() + 1000);
      await expect(() => validateChain(manager, [issuing], { ...trust, at })).toFailWith('signer-not-valid-then');
    });

    it('it throws on a signer not yet valid, and not in its first moment', async () => {
      const later = await testHolder({ ...pki, now: daysFrom(NOW, 1) }, MANAGER, testKey(5));
      const { certificate } = later;
      expect(validateChain(certificate, [issuing], { ...trust, at: certificate.notBefore })).toHaveLength(3);
      await expect(() => validateChain(certificate, [issuing], trust)).toFailWith('signer-not-valid-then');
    });

    it('it throws on an expired issuing CA under a signer that claims to last longer', async () => {
      const ended = changed(issuing, pki.root, [TBS.notAfter, swappedFor(time(daysFrom(NOW, 30)))]);
      expect(validateChain(manager, [ended], trust)).toHaveLength(3);
      const at = daysFrom(NOW, 31);
      await expect(() => validateChain(manager, [ended], { ...trust, at })).toFailWith('signer-not-valid-then');
    });

    it('it throws on an expired root', async () => {
      const ended = await testRoot(testKey(FREE_KEY), daysFrom(NOW, -21 * 365));
      const link = changed(issuing, ended, [TBS.issuer, swappedFor(ended.certificate.subject)]);
      const roots = [ended.certificate];
      await expect(() => validateChain(manager, [link], { ...trust, roots })).toFailWith('signer-not-valid-then');
    });
  });

  describe('when somebody in it may not issue', () => {
    it('it throws on a CA below the issuing CA, whose path length is 0', async () => {
      const { publicKey, privateKey } = testKey(FREE_KEY);
      const certificate = await issueIssuing(publicKey, pki.issuing, NOW);
      const leaf = await under({ certificate, privateKey });
      await expect(() => validateChain(leaf, [certificate, issuing], trust)).toFailWith('signer-untrusted');
    });

    it.each([2, 5])('it throws on a path of %d issuing CAs, though no path length forbids it', async (depth) => {
      await expect(validateUnder(depth)).toFailWith('signer-untrusted');
    });

    it.each(['manager', 'device', 'officeSigning'] as const)('it throws on what a %s issued', async (holder) => {
      const leaf = await under(pki[holder]);
      const others = [pki[holder].certificate, issuing];
      await expect(() => validateChain(leaf, others, trust)).toFailWith('signer-untrusted');
    });

    it.each<[what: string, id: string, value: Buffer[]]>([
      ['is no CA', OID.basicConstraints, [sequence()]],
      ['has no basic constraints', OID.basicConstraints, []],
      ['has no path length', OID.basicConstraints, [sequence(CA)]],
      ['has room for another below it', OID.basicConstraints, [sequence(CA, integer(1))]],
      ['may sign CRLs only', OID.keyUsage, [keyUsage(0x02)]],
      ['may sign certificates only', OID.keyUsage, [keyUsage(0x04)]],
      ['may sign documents as well', OID.keyUsage, [keyUsage(0x80 | CERT_SIGN_AND_CRL_SIGN)]],
      ['has no key usage', OID.keyUsage, []],
      ['is for clients', OID.extKeyUsage, [sequence(oid(OID.clientAuth))]],
    ])('it throws when the issuing CA %s', async (_, id, value) => {
      const wrong = changed(issuing, pki.root, withExtensionValue(id, ...value));
      await expect(() => validateChain(manager, [wrong], trust)).toFailWith('signer-untrusted');
    });

    it('it throws when the root may not issue', async () => {
      const wrong = changed(root, pki.root, withExtensionValue(OID.basicConstraints, sequence()));
      await expect(() => validateChain(manager, [issuing], { ...trust, roots: [wrong] })).toFailWith(
        'signer-untrusted',
      );
    });

    it('it throws when the path length of the root leaves no room', async () => {
      const short = changed(root, pki.root, withExtensionValue(OID.basicConstraints, sequence(CA, integer(0))));
      await expect(() => validateChain(manager, [issuing], { ...trust, roots: [short] })).toFailWith(
        'signer-untrusted',
      );
    });

    /** A manager below this many CAs, none of which has a path length. */
    async function validateUnder(depth: number): Promise<Certificate[]> {
      let issuer = pki.root;
      const others: Certificate[] = [];
      for (let index = 0; index < depth; index += 1) {
        const next = await testIssuing(testKey(FREE_KEY), issuer, NOW);
        const unlimited = withExtensionValue(OID.basicConstraints, sequence(CA));
        issuer = { ...next, certificate: changed(next.certificate, issuer, unlimited) };
        others.push(issuer.certificate);
      }
      return validateChain(await under(issuer), others, trust);
    }
  });
});
