import { constants, createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { OID } from '../../../src/shared/asn1/oids.ts';
import { contextConstructed } from '../../../src/shared/asn1/tags.ts';
import { integer, nullValue, octetString, oid, sequence, setOf, tlv } from '../../../src/shared/asn1/writer.ts';
import type { ErrorCode } from '../../../src/shared/errors.ts';
import { rsaEncryptionAlgorithm, sha256Algorithm } from '../../../src/shared/pki/algorithms.ts';
import { pem } from '../../../src/shared/pki/certificate.ts';
import { issueFor } from '../../../src/shared/pki/issue.ts';
import { generateEcKey } from '../../../src/shared/pki/keys.ts';
import { contentsAt } from '../../shared/asn1/patch.ts';
import { attribute, buildSignedData, goodAttributes } from '../../shared/cms/build-signed-data.ts';
import { testFolder } from '../../support/folders.ts';
import { openssl } from '../../support/openssl.ts';
import { type Exchange, exchange, judgeSigned, KINDS, type Target } from './exchange.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

type Hash = 'sha256' | 'sha1' | 'sha512';

const algorithm = (id: string, parameters: Buffer = nullValue()): Buffer => sequence(oid(id), parameters);

const DIGESTS: Record<Hash, Buffer> = {
  sha256: sha256Algorithm,
  sha1: algorithm('1.3.14.3.2.26'),
  sha512: algorithm('2.16.840.1.101.3.4.2.3'),
};

/** RSASSA-PSS with SHA-256, MGF1-SHA-256 and 32 bytes of salt (RFC 4055 section 3.1). */
const pssWithSha256 = algorithm(
  '1.2.840.113549.1.1.10',
  sequence(
    tlv(contextConstructed(0), sha256Algorithm),
    tlv(contextConstructed(1), sequence(oid(OID.mgf1), sha256Algorithm)),
    tlv(contextConstructed(2), integer(32)),
  ),
);
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

/** The target's document, truly signed by its signer with these algorithms throughout. */
function signedWith(
  { signer, signedData }: Target,
  { office }: Exchange,
  { hash, name = rsaEncryptionAlgorithm, padding = {} }: { hash: Hash; name?: Buffer; padding?: object },
): Buffer {
  const content = contentsAt(signedData, [1, 0, 2, 1, 0]);
  const now = office.clock.now();
  const digest = octetString(createHash(hash).update(content).digest());
  const attributes = {
    ...goodAttributes(content, signer.certificate, now),
    messageDigest: attribute(OID.messageDigest, digest),
  };
  return buildSignedData(signer, content, now, {
    digestAlgorithms: setOf(DIGESTS[hash]),
    signer: {
      digestAlgorithm: DIGESTS[hash],
      signatureAlgorithm: name,
      attributes: Object.values(attributes),
      hash,
      key: { key: signer.privateKey, ...padding },
    },
  });
}

describe.each(KINDS)('when a %s is signed with other algorithms', (kind) => {
  it.each<[string, Parameters<typeof signedWith>[2], ErrorCode]>([
    ['SHA-1', { hash: 'sha1' }, 'document-malformed'],
    ['SHA-512', { hash: 'sha512' }, 'document-malformed'],
    ['sha512WithRSAEncryption', { hash: 'sha512', name: algorithm('1.2.840.113549.1.1.13') }, 'document-malformed'],
    ['RSASSA-PSS', { hash: 'sha256', name: pssWithSha256, padding: PSS }, 'document-malformed'],
    ['RSASSA-PSS that says PKCS#1 v1.5', { hash: 'sha256', padding: PSS }, 'signature-invalid'],
  ])('%s, it is refused', async (_, how, code) => {
    const all = await exchange();
    await expect(judgeSigned(all.targets[kind], signedWith(all.targets[kind], all, how))).toFailWith(code);
  });

  it('ECDSA, it is refused, though the office itself certified the key', async () => {
    const all = await exchange();
    const { office, targets } = all;
    const { privateKey, publicKey } = await generateEcKey();
    const { identity } = targets[kind].signer.certificate;
    const issuing = await office.context.keys.issuing();
    const certificate = await issueFor(identity!, publicKey, issuing, office.clock.now());
    const signer = { certificate, privateKey, chain: [issuing.certificate] };
    const name = sequence(oid('1.2.840.10045.4.3.2'));
    const target = { ...targets[kind], signer };
    await expect(judgeSigned(target, signedWith(target, all, { hash: 'sha256', name }))).toFailWith(
      'document-malformed',
    );
    await expect(judgeSigned(target, signedWith(target, all, { hash: 'sha256' }))).toFailWith('signature-invalid');
  });

  it('RSA PKCS#1 v1.5 with SHA-256, it is taken', async () => {
    const all = await exchange();
    const good = signedWith(all.targets[kind], all, { hash: 'sha256' });
    await expect(judgeSigned(all.targets[kind], good)).resolves.toBeDefined();
  });
});

describe.each(KINDS)('when openssl seals a %s with other algorithms', (kind) => {
  const OAEP = ['-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'];

  it.each([
    ['AES-128-GCM', ['-aes-128-gcm'], OAEP],
    ['AES-192-GCM', ['-aes-192-gcm'], OAEP],
    ['AES-256-CBC, which has no tag', ['-aes-256-cbc'], OAEP],
    ['3DES', ['-des3'], OAEP],
    ['PKCS#1 v1.5 for the key', ['-aes-256-gcm'], []],
    ['OAEP with SHA-1', ['-aes-256-gcm'], OAEP.slice(0, 2)],
    ['OAEP with SHA-512', ['-aes-256-gcm'], [...OAEP.slice(0, 3), 'rsa_oaep_md:sha512']],
    ['indefinite lengths', ['-aes-256-gcm', '-stream'], OAEP],
    ['the recipient named by key identifier', ['-aes-256-gcm', '-keyid'], OAEP],
  ])('%s, it is not opened', async (_, cipher, key) => {
    const target = (await exchange()).targets[kind];
    const sealed = await sealedByOpenssl(target, cipher, key);
    await expect(target.judge(sealed)).toFailWith('not-opened');
  });

  it('AES-256-GCM, and OAEP with SHA-256, it is taken', async () => {
    const target = (await exchange()).targets[kind];
    await expect(target.judge(await sealedByOpenssl(target, ['-aes-256-gcm'], OAEP))).resolves.toBeDefined();
  });
});

/** The target's SignedData as openssl seals it to its recipient. */
async function sealedByOpenssl({ signedData, recipient }: Target, cipher: string[], key: string[]): Promise<Buffer> {
  const cwd = await testFolder();
  await writeFile(join(cwd, 'to.pem'), pem('CERTIFICATE', recipient.der));
  const args = ['cms', '-encrypt', '-binary', '-outform', 'DER', ...cipher, '-recip', 'to.pem', ...key];
  const { code, stdout, stderr } = await openssl(args, { cwd, input: signedData });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}
