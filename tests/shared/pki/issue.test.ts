import { beforeAll, describe, expect, it } from 'vitest';
import type { Certificate } from '../../../src/shared/pki/certificate.ts';
import { issueFor, issueOfficeTls } from '../../../src/shared/pki/issue.ts';
import { generateEcKey, type KeyPair, spkiOf } from '../../../src/shared/pki/keys.ts';
import { distinguishedName } from '../../../src/shared/pki/names.ts';
import { isDueForRenewal } from '../../../src/shared/pki/profiles.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { openssl } from '../../support/openssl.ts';
import { DEVICE, daysFrom, NOW, type TestPki, testHolder, testIssuing, testPki } from '../../support/pki.ts';

const DAY = 24 * 60 * 60 * 1000;

let pki: TestPki;
let tlsKey: KeyPair;
let certificates: Record<string, Certificate>;

beforeAll(async () => {
  pki = await testPki();
  tlsKey = await generateEcKey();
  certificates = {
    root: pki.root.certificate,
    'issuing CA': pki.issuing.certificate,
    'office TLS': await issueOfficeTls(tlsKey.publicKey, 'office.test', pki.issuing, NOW),
    'office signing': pki.officeSigning.certificate,
    'office encryption': pki.officeEncryption.certificate,
    device: pki.device.certificate,
    manager: pki.manager.certificate,
  };
});

/** What openssl prints of these extensions, line by line. */
async function printed({ der }: Certificate, ...extensions: string[]): Promise<string[]> {
  const args = ['x509', '-inform', 'DER', '-noout', '-ext', extensions.join(',')];
  const { stdout } = await openssl(args, { input: der });
  return stdout
    .toString()
    .trim()
    .split(/\s*\n\s*/);
}

describe('each certificate, as DESIGN section 3 has it', () => {
  const ca = ['X509v3 Key Usage: critical', 'Certificate Sign, CRL Sign'];
  const usage = (usages: string) => [
    'X509v3 Basic Constraints: critical',
    'CA:FALSE',
    'X509v3 Key Usage: critical',
    usages,
  ];
  const extended = (usages: string) => ['X509v3 Extended Key Usage:', usages];
  const name = (names: string) => ['X509v3 Subject Alternative Name:', names];

  it.each<[holder: string, days: number, extensions: string[]]>([
    ['root', 7300, ['X509v3 Basic Constraints: critical', 'CA:TRUE', ...ca]],
    ['issuing CA', 3650, ['X509v3 Basic Constraints: critical', 'CA:TRUE, pathlen:0', ...ca]],
    [
      'office TLS',
      90,
      [...usage('Digital Signature'), ...extended('TLS Web Server Authentication'), ...name('DNS:office.test')],
    ],
    [
      'office signing',
      730,
      [
        ...usage('Digital Signature, Non Repudiation'),
        ...extended('E-mail Protection'),
        ...name('URI:urn:spams:office:signing'),
      ],
    ],
    ['office encryption', 730, [...usage('Key Encipherment'), ...name('URI:urn:spams:office:encryption')]],
    [
      'device',
      365,
      [
        ...usage('Digital Signature, Key Encipherment'),
        ...extended('TLS Web Client Authentication'),
        ...name('URI:urn:spams:branch:SG-01:device:main'),
      ],
    ],
    [
      'manager',
      730,
      [
        ...usage('Non Repudiation'),
        ...extended('E-mail Protection'),
        ...name('URI:urn:spams:branch:SG-01:manager:mei'),
      ],
    ],
  ])('%s: %d days, and its usages and name', async (holder, days, extensions) => {
    const certificate = certificates[holder]!;
    const names = ['basicConstraints', 'keyUsage', 'extendedKeyUsage', 'subjectAltName'];
    expect(await printed(certificate, ...names)).toEqual(extensions);
    expect(certificate.notAfter.getTime() - certificate.notBefore.getTime()).toBe(days * DAY);
  });

  it.each([
    ['a DNS name', 'office.example.org', 'DNS:office.example.org'],
    ['an IPv4 address', '192.0.2.7', 'IP Address:192.0.2.7'],
    ['an IPv6 address', '2001:db8::7', 'IP Address:2001:DB8:0:0:0:0:0:7'],
  ])('office TLS names %s', async (_, host, alternative) => {
    const certificate = await issueOfficeTls(tlsKey.publicKey, host, pki.issuing, NOW);
    expect((await printed(certificate, 'subjectAltName'))[1]).toBe(alternative);
    expect(certificate.identity).toBeUndefined();
  });

  it('holds the key it was asked for, RSA or P-256', () => {
    expect(spkiOf(certificates.device!.publicKey)).toEqual(spkiOf(testKey(4).publicKey));
    expect(spkiOf(certificates['office TLS']!.publicKey)).toEqual(spkiOf(tlsKey.publicKey));
  });

  it('names even the longest branch and id, in its URN alone', async () => {
    const identity = { role: 'manager' as const, branch: 'B'.repeat(32), id: 'i'.repeat(32) };
    const { certificate } = await testHolder(pki, identity, testKey(FREE_KEY));
    expect(certificate.identity).toEqual(identity);
  });

  it('is good from five minutes before it was made, since clocks of branches run behind', () => {
    expect(pki.root.certificate.notBefore).toEqual(new Date(NOW.getTime() - 5 * 60 * 1000));
  });

  it('has a serial number of its own, of 127 bits', async () => {
    const { publicKey } = testKey(FREE_KEY);
    const issued = await Promise.all(Array.from({ length: 50 }, () => issueFor(DEVICE, publicKey, pki.issuing, NOW)));
    expect(new Set(issued.map(({ serial }) => serial)).size).toBe(50);
    expect(issued.every(({ serial }) => /^[4-7][0-9a-f]{31}$/.test(serial))).toBe(true);
  });
});

describe('no certificate outlives its issuer', () => {
  it('an issuing CA made late ends with its root', async () => {
    const late = daysFrom(NOW, 15 * 365);
    const { certificate } = await testIssuing(testKey(1), pki.root, late);
    expect(certificate.notAfter).toEqual(pki.root.certificate.notAfter);
    expect(certificate.notBefore > NOW).toBe(true);
  });

  it('a device made late ends with its issuing CA', async () => {
    const late = daysFrom(pki.issuing.certificate.notAfter, -10);
    const { certificate } = await testHolder({ ...pki, now: late }, DEVICE, testKey(4));
    expect(certificate.notAfter).toEqual(pki.issuing.certificate.notAfter);
  });

  it('nor does it begin before its issuer, though the clock were set back', async () => {
    const { certificate } = await testHolder({ ...pki, now: daysFrom(NOW, -30) }, DEVICE, testKey(4));
    expect(certificate.notBefore).toEqual(pki.issuing.certificate.notBefore);
  });
});

describe('renewal', () => {
  it('is due at two thirds of the lifetime', () => {
    const { certificate } = pki.device;
    const due =
      certificate.notBefore.getTime() + ((certificate.notAfter.getTime() - certificate.notBefore.getTime()) / 3) * 2;
    expect(isDueForRenewal(certificate, new Date(due - 1))).toBe(false);
    expect(isDueForRenewal(certificate, new Date(due))).toBe(true);
  });
});

describe('when a distinguished name holds more than ASCII codes', () => {
  it.each(['', 'Café', '餐厅', 'a/b', 'a\u0000b', 'CN=x,O=y', 'x'.repeat(65)])('it throws on %j', (name) => {
    expect(() => distinguishedName(name)).toThrow(RangeError);
  });
});
