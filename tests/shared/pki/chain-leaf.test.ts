import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { TAG } from '../../../src/shared/asn1/tags.ts';
import { nullValue, oid, sequence, tlv } from '../../../src/shared/asn1/writer.ts';
import { readCertificate } from '../../../src/shared/pki/certificate.ts';
import { validateChain } from '../../../src/shared/pki/chain.ts';
import { issueOfficeTls } from '../../../src/shared/pki/issue.ts';
import { generateEcKey } from '../../../src/shared/pki/keys.ts';
import { NOW, type TestPki, testPki } from '../../support/pki.ts';
import { criticalExtension, keyUsage, resigned, TBS, uri, withExtension, withValueOf } from './resign.ts';

const CA = sequence(tlv(TAG.boolean, Buffer.from([0xff])));
const OWN_URN = 'urn:spams:branch:SG-01:manager:mei';

let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

/** The manager's certificate with one extension changed or added, truly signed by the issuing CA. */
const managerWith = (change: (extensions: Buffer) => Buffer) =>
  readCertificate(resigned(pki.manager.certificate.der, pki.issuing.privateKey, [TBS.extensions, change]));

const validate = (leaf: ReturnType<typeof managerWith>) =>
  validateChain(leaf, [pki.issuing.certificate], { roots: [pki.root.certificate], at: NOW });

describe('when a certificate truly comes from our CA', () => {
  it('is taken if nothing was changed', () => {
    expect(validate(managerWith((extensions) => extensions))).toHaveLength(3);
  });

  it.each<[what: string, id: string, value: Buffer[]]>([
    ['two alternative names, both ours', OID.subjectAltName, [sequence(uri(OWN_URN), uri('urn:spams:office:signing'))]],
    ['no alternative name', OID.subjectAltName, []],
    ["somebody else's URI", OID.subjectAltName, [sequence(uri('urn:other:branch:SG-01:manager:mei'))]],
    [
      "a manager's usages and a device's name",
      OID.subjectAltName,
      [sequence(uri('urn:spams:branch:SG-01:device:mei'))],
    ],
    ["a manager's usages and the office's name", OID.subjectAltName, [sequence(uri('urn:spams:office:signing'))]],
    ['the right to issue', OID.basicConstraints, [CA]],
    ['no key usage', OID.keyUsage, []],
    ['another key usage', OID.keyUsage, [keyUsage(0x80)]],
    ['one key usage too many', OID.keyUsage, [keyUsage(0xc0)]],
    ['no extended key usage', OID.extKeyUsage, []],
    ['another extended key usage', OID.extKeyUsage, [sequence(oid(OID.clientAuth))]],
    ['one extended key usage too many', OID.extKeyUsage, [sequence(oid(OID.emailProtection), oid(OID.clientAuth))]],
    [
      'the same extended key usage twice',
      OID.extKeyUsage,
      [sequence(oid(OID.emailProtection), oid(OID.emailProtection))],
    ],
    ['any extended key usage', OID.extKeyUsage, [sequence(oid('2.5.29.37.0'))]],
  ])('it throws on %s', async (_, id, value) => {
    const leaf = managerWith(withValueOf(id, ...value));
    await expect(() => validate(leaf)).toFailWith('signer-untrusted');
  });

  it('it throws on an unknown critical extension as soon as it is read', async () => {
    const unknown = criticalExtension('1.3.6.1.4.1.99999.1', nullValue());
    await expect(() => managerWith(withExtension(unknown))).toFailWith('document-malformed');
  });

  it('it throws on the TLS certificate of the office, which names a host', async () => {
    const { publicKey } = await generateEcKey();
    const tls = await issueOfficeTls(publicKey, 'office.test', pki.issuing, NOW);
    await expect(() => validate(tls)).toFailWith('signer-untrusted');
  });

  it('it throws on a CA where a signer belongs', async () => {
    await expect(() => validate(pki.issuing.certificate)).toFailWith('signer-untrusted');
    await expect(() => validate(pki.root.certificate)).toFailWith('signer-untrusted');
  });
});
