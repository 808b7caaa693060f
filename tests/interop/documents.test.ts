import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certsOnly, readCertsOnly } from '../../src/shared/cms/certs-only.ts';
import { readDocument, signDocument } from '../../src/shared/cms/document.ts';
import { serializeEntity } from '../../src/shared/cms/entity.ts';
import { open, seal } from '../../src/shared/cms/enveloped-data.ts';
import { sign, verifySignature } from '../../src/shared/cms/signed-data.ts';
import { type Certificate, pem, readCertificate } from '../../src/shared/pki/certificate.ts';
import { makeCrl, readCrl } from '../../src/shared/pki/crl.ts';
import { issueOfficeTls } from '../../src/shared/pki/issue.ts';
import { exportPrivateKey, generateEcKey, spkiOf } from '../../src/shared/pki/keys.ts';
import { makeRequest, readRequest } from '../../src/shared/pki/request.ts';
import { CLOSING } from '../shared/cms/entities.ts';
import { FREE_KEY, testKey } from '../support/keys.ts';
import { openssl } from '../support/openssl.ts';
import { daysFrom, NOW, type TestPki, testHolder, testPki } from '../support/pki.ts';

const AT_NOW = ['-attime', String(NOW.getTime() / 1000)];
/** Bare LF, CR LF, NUL and bytes that are no text: -binary must leave them alone. */
const ENTITY = { ...CLOSING, body: Buffer.from('100 apple\n12 plum\r\n\u0000\u00ff\u0080', 'latin1') };

let pki: TestPki;
let cwd: string;

beforeAll(async () => {
  pki = await testPki();
  cwd = await mkdtemp(join(tmpdir(), 'spams-interop-'));
  const { root, issuing, manager, officeEncryption } = pki;
  await Promise.all([
    put('root.pem', pem('CERTIFICATE', root.certificate.der)),
    put('issuing.pem', pem('CERTIFICATE', issuing.certificate.der)),
    put('manager.pem', pem('CERTIFICATE', manager.certificate.der)),
    put('office.pem', pem('CERTIFICATE', officeEncryption.certificate.der)),
    put('manager.key', exportPrivateKey(manager.privateKey)),
    put('office.key', exportPrivateKey(officeEncryption.privateKey)),
    put('free.key', exportPrivateKey(testKey(FREE_KEY).privateKey)),
    put('body', ENTITY.body),
  ]);
});

afterAll(() => rm(cwd, { recursive: true }));

const put = (name: string, bytes: string | Buffer) => writeFile(join(cwd, name), bytes, { mode: 0o600 });

/** Runs openssl in the folder of the files above. */
const run = (command: string, options: { args?: string[]; input?: Buffer } = {}) =>
  openssl([...command.split(' '), ...(options.args ?? [])], { cwd, input: options.input });

const verifyCms = (input: Buffer, ...args: string[]) =>
  run('cms -verify -cades -binary -inform DER -x509_strict -CAfile root.pem', { args: [...AT_NOW, ...args], input });

describe('what we sign', () => {
  it.each(['manager', 'officeSigning'] as const)(
    'openssl verifies, signed by %s, and gives every byte',
    async (who) => {
      const { code, stdout, stderr } = await verifyCms(await signDocument(ENTITY, pki[who]));
      expect({ code, stderr }).toEqual({ code: 0, stderr: 'CAdES Verification successful\n' });
      expect(stdout).toEqual(serializeEntity(ENTITY));
    },
  );

  it('openssl verifies by the chain that came along, however large the content', async () => {
    const content = Buffer.alloc(300_000, 'a\n');
    const { code, stdout } = await verifyCms(await sign(content, pki.manager, NOW));
    expect(code).toBe(0);
    expect(stdout.equals(content)).toBe(true);
  });

  it('openssl refuses once a byte of the content was changed', async () => {
    const signed = await signDocument(ENTITY, pki.manager);
    signed[signed.indexOf('apple')]! ^= 1;
    expect((await verifyCms(signed)).code).not.toBe(0);
  });

  it('openssl refuses a document of a device: its certificate is not for signing', async () => {
    expect((await verifyCms(await signDocument(ENTITY, pki.device))).stderr).toContain(
      'unsuitable certificate purpose',
    );
  });
});

describe('what we seal', () => {
  it.each([0, 1, 70_000])('openssl decrypts, %d bytes', async (length) => {
    const plaintext = Buffer.alloc(length, '\n\r\u0000');
    const input = await seal(plaintext, pki.officeEncryption.certificate);
    const { code, stdout } = await run('cms -decrypt -binary -inform DER -recip office.pem -inkey office.key', {
      input,
    });
    expect(code).toBe(0);
    expect(stdout.equals(plaintext)).toBe(true);
  });

  it('openssl decrypts and then verifies, down to the file', async () => {
    const input = await seal(await signDocument(ENTITY, pki.manager), pki.officeEncryption.certificate);
    const opened = await run('cms -decrypt -binary -inform DER -recip office.pem -inkey office.key', { input });
    const { stdout } = await verifyCms(opened.stdout);
    expect(stdout.subarray(-ENTITY.body.length)).toEqual(ENTITY.body);
  });
});

describe('what openssl makes', () => {
  const encrypt =
    'cms -encrypt -binary -aes-256-gcm -outform DER -recip office.pem -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256';
  const signCms = 'cms -sign -binary -nodetach -cades -md sha256 -outform DER -signer manager.pem -inkey manager.key';

  it.each([0, 1, 70_000])('we open what it sealed, %d bytes', async (length) => {
    const plaintext = Buffer.alloc(length, '\n\r\u0000');
    const { stdout } = await run(encrypt, { input: plaintext });
    expect((await open(stdout, [pki.officeEncryption])).equals(plaintext)).toBe(true);
  });

  it('we verify what it signed', async () => {
    const { stdout } = await run(`${signCms} -certfile issuing.pem -in body`);
    const { content, signer, certificates } = await verifySignature(stdout);
    expect(content).toEqual(ENTITY.body);
    expect(signer.identity).toEqual({ role: 'manager', branch: 'SG-01', id: 'mei' });
    expect(certificates).toHaveLength(2);
  });

  it('we open and read a whole document that it signed and sealed', async () => {
    const signed = await run(`${signCms} -certfile issuing.pem`, { input: serializeEntity(ENTITY) });
    const sealed = await run(encrypt, { input: signed.stdout });
    const document = await readDocument(await open(sealed.stdout, [pki.officeEncryption]));
    expect(document).toMatchObject(ENTITY);
  });

  it('we refuse what it signed without -cades: nothing binds the certificate', async () => {
    const { stdout } = await run(`${signCms.replace('-cades ', '')} -in body`);
    await expect(verifySignature(stdout)).toFailWith('document-malformed');
  });

  it('we refuse what it sealed with its defaults, PKCS#1 v1.5', async () => {
    const { stdout } = await run(encrypt.replace(/ -keyopt.*/, ''), { input: ENTITY.body });
    await expect(open(stdout, [pki.officeEncryption])).toFailWith('not-opened');
  });
});

describe('PKCS#10', () => {
  it('openssl verifies our request', async () => {
    const input = await makeRequest(testKey(FREE_KEY));
    const { code, stderr } = await run('req -inform DER -verify -noout', { input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'Certificate request self-signature verify OK\n' });
  });

  it("we read openssl's, with attributes and extensions of its own", async () => {
    const subject = ['-subj', '/CN=whoever', '-addext', 'subjectAltName=URI:urn:spams:office:signing'];
    const { stdout } = await run('req -new -sha256 -key free.key -outform DER', { args: subject });
    expect(spkiOf(readRequest(stdout))).toEqual(spkiOf(testKey(FREE_KEY).publicKey));
  });
});

describe('certificates', () => {
  const verify = ({ der }: Certificate, purpose: string, ...args: string[]) =>
    run('verify -x509_strict -CAfile root.pem -untrusted issuing.pem -purpose', {
      args: [purpose, ...AT_NOW, ...args],
      input: Buffer.from(pem('CERTIFICATE', der)),
    });

  it.each([
    ['officeSigning', 'smimesign'],
    ['officeEncryption', 'smimeencrypt'],
    ['device', 'sslclient'],
    ['manager', 'smimesign'],
  ] as const)('openssl verifies that of %s for %s', async (holder, purpose) => {
    expect(await verify(pki[holder].certificate, purpose)).toMatchObject({ code: 0, stderr: '' });
  });

  it('openssl verifies that of the office TLS, a P-256 key under an RSA CA', async () => {
    const { publicKey } = await generateEcKey();
    const tls = await issueOfficeTls(publicKey, 'office.test', pki.issuing, NOW);
    expect(await verify(tls, 'sslserver', '-verify_hostname', 'office.test')).toMatchObject({ code: 0, stderr: '' });
    expect((await verify(tls, 'sslserver', '-verify_hostname', 'other.test')).stderr).toContain('hostname mismatch');
  });

  it.each(['issuing', 'root'] as const)('openssl verifies that of the %s CA', async (ca) => {
    expect((await verify(pki[ca].certificate, 'any')).code).toBe(0);
  });

  it("openssl refuses a manager's certificate for TLS", async () => {
    expect((await verify(pki.manager.certificate, 'sslclient')).stderr).toContain('unsuitable certificate purpose');
  });

  it('openssl refuses a revoked one by our CRL, and no other', async () => {
    const revoked = [{ serial: pki.manager.certificate.serial, at: NOW }];
    const content = { number: 7, thisUpdate: NOW, nextUpdate: daysFrom(NOW, 7), revoked };
    await put('crl.pem', pem('X509 CRL', await makeCrl(pki.issuing, content)));
    const withCrl = ['-crl_check', '-CRLfile', 'crl.pem'];
    expect((await verify(pki.manager.certificate, 'any', ...withCrl)).stderr).toContain('certificate revoked');
    expect((await verify(pki.device.certificate, 'any', ...withCrl)).code).toBe(0);
  });

  it('openssl reads our CRL, its number and serial numbers, and verifies it', async () => {
    const { certificate } = await testHolder(pki, { role: 'device', branch: 'SG-02', id: 'main' }, testKey(FREE_KEY));
    const content = {
      number: 300,
      thisUpdate: NOW,
      nextUpdate: daysFrom(NOW, 7),
      revoked: [{ ...certificate, at: NOW }],
    };
    const input = await makeCrl(pki.issuing, content);
    const { stdout, stderr } = await run('crl -inform DER -CAfile issuing.pem -noout -text', { input });
    expect(stderr).toBe('verify OK\n');
    expect(stdout.toString()).toMatch(/X509v3 CRL Number:\s+300\n/);
    expect(stdout.toString()).toContain(`Serial Number: ${certificate.serial.toUpperCase()}`);
    expect(readCrl(input, pki.issuing.certificate).number).toBe(300);
  });

  it('openssl reads our certs-only, and we read its own', async () => {
    const { stdout } = await run('pkcs7 -inform DER -print_certs', { input: certsOnly(pki.chain) });
    expect(stdout.toString().match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    const made = await run('crl2pkcs7 -nocrl -certfile issuing.pem -certfile root.pem -outform DER');
    const read = readCertsOnly(made.stdout).map(({ fingerprint }) => fingerprint);
    expect(read.sort()).toEqual(pki.chain.map(({ der }) => readCertificate(der).fingerprint).sort());
  });
});
