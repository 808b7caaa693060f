import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { integer, nullValue, octetString, oid, sequence, time } from '../../../src/shared/asn1/writer.ts';
import { hasCode } from '../../../src/shared/errors.ts';
import { type Crl, makeCrl, readCrl } from '../../../src/shared/pki/crl.ts';
import { issueOfficeTls } from '../../../src/shared/pki/issue.ts';
import { generateEcKey } from '../../../src/shared/pki/keys.ts';
import { FREE_KEY, testKey } from '../../support/keys.ts';
import { daysFrom, NOW, type TestPki, testIssuing, testPki } from '../../support/pki.ts';
import { childrenOf, doubled, flipped, type Path, removed, replaceAt, sampled, swappedFor } from '../asn1/patch.ts';
import { criticalExtension, extension, resigned, withExtension } from './resign.ts';

/** Where the parts of a TBSCertList lie (RFC 5280 section 5.1). */
const AT = {
  version: [0],
  issuer: [2],
  thisUpdate: [3],
  nextUpdate: [4],
  entries: [5],
  extensions: [6, 0],
} as const satisfies Record<string, Path>;

const NEXT = daysFrom(NOW, 7);

let pki: TestPki;
let good: Buffer;

beforeAll(async () => {
  pki = await testPki();
  const revoked = [pki.device, pki.manager].map(({ certificate }) => ({ serial: certificate.serial, at: NOW }));
  good = await makeCrl(pki.issuing, { number: 300, thisUpdate: NOW, nextUpdate: NEXT, revoked });
});

const read = (der: Buffer): Crl => readCrl(der, pki.issuing.certificate);
const changed = (path: Path, change: (element: Buffer) => Buffer) =>
  resigned(good, pki.issuing.privateKey, [path, change]);

describe('a CRL', () => {
  it('says its number, its times and what is revoked', () => {
    expect(read(good)).toEqual({
      der: good,
      number: 300,
      thisUpdate: NOW,
      nextUpdate: NEXT,
      revoked: new Set([pki.device.certificate.serial, pki.manager.certificate.serial]),
    });
  });

  it('may revoke nothing', async () => {
    const der = await makeCrl(pki.issuing, { number: 1, thisUpdate: NOW, nextUpdate: NEXT, revoked: [] });
    expect(read(der).revoked).toEqual(new Set());
  });

  it('holds serial numbers as certificates have them, with and without a high first bit', async () => {
    const serials = ['9a01', '0100', '7f', ...Array.from({ length: 500 }, (_, index) => (0x1000 + index).toString(16))];
    const revoked = serials.map((serial) => ({ serial, at: NOW }));
    const der = await makeCrl(pki.issuing, { number: 1, thisUpdate: NOW, nextUpdate: NEXT, revoked });
    expect([...read(der).revoked]).toEqual(serials);
  });

  it('of the root may last as long as the root, beyond 2049', async () => {
    const nextUpdate = new Date('2056-11-18T09:55:00Z');
    const der = await makeCrl(pki.root, { number: 1, thisUpdate: NOW, nextUpdate, revoked: [] });
    expect(readCrl(der, pki.root.certificate).nextUpdate).toEqual(nextUpdate);
  });
});

describe('when its issuer did not sign it', () => {
  it("it throws signature-invalid on another CA's", async () => {
    const other = await testIssuing(testKey(FREE_KEY), pki.root, NOW);
    await expect(() => readCrl(good, other.certificate)).toFailWith('signature-invalid');
    await expect(() => readCrl(good, pki.root.certificate)).toFailWith('signature-invalid');
  });

  it('it throws document-malformed on one that names another issuer over the same key', async () => {
    const twin = await testIssuing(testKey(1), pki.root, NOW);
    await expect(() => readCrl(good, twin.certificate)).toFailWith('document-malformed');
  });

  it('it throws signature-invalid when the issuer has no RSA key', async () => {
    const { publicKey, privateKey } = await generateEcKey();
    const certificate = await issueOfficeTls(publicKey, 'office.test', pki.issuing, NOW);
    const content = { number: 1, thisUpdate: NOW, nextUpdate: NEXT, revoked: [] };
    const der = await makeCrl({ certificate, privateKey }, content);
    await expect(() => readCrl(der, certificate)).toFailWith('signature-invalid');
  });

  it('it throws, whichever byte was flipped', () => {
    for (const position of sampled(good.length, 150)) {
      const error = thrownBy(() => read(flipped(good, position)));
      expect(hasCode(error, 'signature-invalid', 'document-malformed'), `byte ${position}: ${error}`).toBe(true);
    }
  });

  function thrownBy(action: () => unknown): unknown {
    try {
      return action();
    } catch (error) {
      return error;
    }
  }
});

describe('when a CRL is truly signed but out of form', () => {
  const sha1WithRsa = sequence(oid('1.2.840.113549.1.1.5'), nullValue());
  const unknown = extension('1.3.6.1.4.1.99999.1', nullValue());
  const number = (value: Buffer) => () => sequence(extension(OID.crlNumber, value));

  it.each<[what: string, path: Path, change: (element: Buffer) => Buffer]>([
    ['no version', AT.version, removed],
    ['version 1', AT.version, swappedFor(integer(0))],
    ['no next update', AT.nextUpdate, removed],
    ['a third time', AT.nextUpdate, doubled],
    ['a time that does not exist', AT.thisUpdate, (when) => flipped(when, 4, 0x04)],
    ['entries twice', AT.entries, doubled],
    ['an entry without a serial number', [...AT.entries, 0, 0], removed],
    ['an entry with a negative serial number', [...AT.entries, 0, 0], swappedFor(Buffer.from('020180', 'hex'))],
    ['an entry that is none', [...AT.entries, 0], swappedFor(time(NOW))],
    ['no extensions', [6], removed],
    ['no number', AT.extensions, () => sequence()],
    ['a number of another type', AT.extensions, number(octetString(Buffer.alloc(1)))],
    ['a negative number', AT.extensions, number(Buffer.from('0201ff', 'hex'))],
    ['bytes after its number', AT.extensions, number(Buffer.concat([integer(1), nullValue()]))],
    ['an unknown critical extension', AT.extensions, withExtension(criticalExtension('2.5.29.28', sequence()))],
    ['an extension of three parts', AT.extensions, withExtension(sequence(unknown.subarray(2), nullValue()))],
    ['an extension twice', AT.extensions, (list) => sequence(...childrenOf(list), ...childrenOf(list))],
    ['something after its extensions', [6], doubled],
  ])('it throws on %s', async (_, path, change) => {
    await expect(() => read(changed(path, change))).toFailWith('document-malformed');
  });

  it('it throws on another algorithm', async () => {
    await expect(() => read(replaceAt(good, [1], swappedFor(sha1WithRsa)))).toFailWith('document-malformed');
  });

  it('it throws on bytes after it, and wherever it is cut off', async () => {
    await expect(() => read(replaceAt(good, [2], doubled))).toFailWith('document-malformed');
    await expect(() => read(Buffer.concat([good, Buffer.alloc(1)]))).toFailWith('document-malformed');
    for (const length of sampled(good.length, 40).slice(0, -1)) {
      await expect(() => read(good.subarray(0, length)), `cut to ${length}`).toFailWith('document-malformed');
    }
  });

  it('lets an unknown extension be that is not critical', () => {
    expect(read(changed(AT.extensions, withExtension(unknown))).number).toBe(300);
  });
});
