import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { revoke } from '../../src/server/authority/branches.ts';
import { issueCrlIfDue } from '../../src/server/authority/crl.ts';
import { exportEvidence } from '../../src/server/closings/evidence.ts';
import { acceptHeld } from '../../src/server/closings/receipts.ts';
import type { OfficeContext } from '../../src/server/context.ts';
import { sign, verifySignature } from '../../src/shared/cms/signed-data.ts';
import { pem } from '../../src/shared/pki/certificate.ts';
import { makeCrl } from '../../src/shared/pki/crl.ts';
import { identityUrn } from '../../src/shared/pki/identity.ts';
import { issueFor } from '../../src/shared/pki/issue.ts';
import { expectProof, exportedEvidence, followVerifyText, run } from '../support/auditor.ts';
import { TestClock } from '../support/clock.ts';
import { Desk, type Given, SALES } from '../support/closings.ts';
import { testFolder } from '../support/folders.ts';
import { testKey } from '../support/keys.ts';
import { officeOf } from '../support/new-office.ts';
import { TestOffice } from '../support/office.ts';
import { daysFrom, MANAGER, testHolder, testPki } from '../support/pki.ts';

const ANN = { ...MANAGER, id: 'ann' };

async function openDesk(): Promise<{ office: TestOffice; desk: Desk }> {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context) };
}

const proves = (folder: string, office: OfficeContext): Promise<void> => expectProof(folder, office, identityUrn(ANN));

async function closeAndExport(desk: Desk, given: Given = {}): Promise<string> {
  return exportedEvidence(desk.office, (await desk.close(given)).closing.number);
}

/** Runs the command that verifies the closing, changed in some way. */
async function verifyClosing(folder: string, change: (command: string) => string) {
  const text = await readFile(join(folder, 'VERIFY.txt'), 'utf8');
  const command = text.split('\n').find((line) => line.includes('closing.p7s')) ?? '';
  expect(change(command)).not.toBe(command);
  return run(change(command), folder);
}

/** Gives the office a newer key for receipts: its first one ends with the manager's. */
async function renewSigning({ context }: TestOffice): Promise<void> {
  const { publicKey, privateKey } = testKey(8);
  const issuing = await context.keys.issuing();
  const certificate = await issueFor({ role: 'office-signing' }, publicKey, issuing, context.clock());
  await context.keys.files.save('signing', { certificate, privateKey });
}

const today = (command: string): string => command.replace(/-crl_check_all -attime \d+/, '');
const withRevocation = (command: string): string => command.replace('-verify', '-verify -crl_check_all');

describe('when an auditor follows VERIFY.txt', () => {
  it('proves a closing of today, its file byte for byte', async () => {
    const { office, desk } = await openDesk();
    const folder = await closeAndExport(desk, { fileName: 'day_end.csv' });
    await proves(folder, office.context);
    expect(await readFile(join(folder, 'day_end.csv'), 'utf8')).toBe(SALES);
    expect((await readFile(join(folder, 'closing.eml'), 'utf8')).endsWith(`\r\n\r\n${SALES}`)).toBe(true);
    expect(await readFile(join(folder, 'signed-by.pem'), 'utf8')).toBe(
      await readFile(join(folder, 'signer.pem'), 'utf8'),
    );
  });

  it('proves one that arrived after the office had slept through its CRLs', async () => {
    const { office, desk } = await openDesk();
    office.clock.advance({ days: 20 });
    const folder = await closeAndExport(desk);
    await proves(folder, office.context);
  });

  it('proves one whose signer has expired, of an office made three years ago', async () => {
    const clock = new TestClock(daysFrom(new TestClock().now(), -3 * 365));
    const office = await officeOf(clock);
    const desk = await Desk.open(office);
    const { closing } = await desk.close();
    clock.set(new TestClock().now());
    expect(desk.manager.certificate.notAfter < clock.now()).toBe(true);
    const folder = await exportedEvidence(office, closing.number);
    await proves(folder, office);
    const plain = await verifyClosing(folder, today);
    expect(plain.code).not.toBe(0);
    expect(plain.said).toMatch(/certificate has expired/);
  });

  it('proves one that was signed in time and arrived after its signer had expired', async () => {
    const { office, desk } = await openDesk();
    const { notAfter } = desk.manager.certificate;
    office.clock.advance({ days: 700 });
    await renewSigning(office);
    office.clock.set(notAfter);
    office.clock.advance({ hours: -1 });
    await issueCrlIfDue(office.context);
    office.clock.advance({ days: 3 });
    await proves(await closeAndExport(desk, { signingTime: notAfter }), office.context);
  });

  it('proves one whose manager was revoked afterwards', async () => {
    const { office, desk } = await openDesk();
    const { closing } = await desk.close();
    office.clock.advance({ hours: 1 });
    await revoke(office.context, ANN, 'tests');
    office.clock.advance({ days: 1 });
    await revoke(office.context, MANAGER, 'tests');
    await proves(await exportedEvidence(office.context, closing.number), office.context);
  });

  it('proves one that was on hold and then released, and says so', async () => {
    const { office, desk } = await openDesk();
    await revoke(office.context, ANN, 'tests');
    const { closing } = await desk.close();
    await expect(exportedEvidence(office.context, closing.number)).toFailWith('closing-held');
    office.clock.advance({ days: 20 });
    await acceptHeld(office.context, closing.number, 'siti');
    const folder = await exportedEvidence(office.context, closing.number);
    await proves(folder, office.context);
    expect(await readFile(join(folder, 'VERIFY.txt'), 'utf8')).toMatch(
      /was on hold.*siti of the office\s+released it/s,
    );
    const checked = await verifyClosing(folder, withRevocation);
    expect(checked.code).not.toBe(0);
    expect(checked.said).toMatch(/certificate revoked/);
  });

  it('is led to no authority but ours, whatever certificates the manager sent along', async () => {
    const { office, desk } = await openDesk();
    const rogue = await testPki(office.clock.now());
    const signer = { ...desk.manager, chain: [...rogue.chain, ...desk.manager.chain] };
    const folder = await closeAndExport(desk, { signer });
    await proves(folder, office.context);
    const { printed } = await run('openssl crl2pkcs7 -nocrl -certfile chain.pem | openssl pkcs7 -print_certs', folder);
    expect(printed.match(/^subject=.*$/gm)).toHaveLength(2);
    expect(await readFile(join(folder, 'chain.pem'), 'utf8')).not.toContain(
      rogue.root.certificate.der.toString('base64').slice(0, 64),
    );
  });
});

describe('when somebody tampers with the evidence', () => {
  it('finds a manager whom another root made, though that root was added to chain.pem', async () => {
    const { office, desk } = await openDesk();
    const folder = await closeAndExport(desk);
    const rogue = await testPki(office.clock.now());
    const ann = await testHolder(rogue, ANN, testKey(5));
    const forged = await sign(
      (await verifySignature(await readFile(join(folder, 'closing.p7s')))).content,
      ann,
      rogue.now,
    );
    const issuer = { certificate: rogue.issuing.certificate, privateKey: rogue.issuing.privateKey };
    const dates = { number: 1, thisUpdate: rogue.now, nextUpdate: daysFrom(rogue.now, 7), revoked: [] };
    const crls = [await makeCrl(issuer, dates), await makeCrl(rogue.root, dates)];
    const added = [
      ...rogue.chain.map(({ der }) => pem('CERTIFICATE', der)),
      ...crls.map((der) => pem('X509 CRL', der)),
    ];
    await writeFile(join(folder, 'closing.p7s'), forged);
    await writeFile(join(folder, 'chain.pem'), (await readFile(join(folder, 'chain.pem'), 'utf8')) + added.join(''));
    const { failed } = await followVerifyText(folder);
    expect(failed.map(({ command }) => command.split(' ').slice(0, 2).join(' '))).toEqual(['openssl verify']);
  });

  it.each(['closing.p7s', 'receipt.p7s'])(
    'makes a command fail for any changed byte of %s that is signed',
    async (name) => {
      const { desk } = await openDesk();
      const folder = await closeAndExport(desk);
      const bytes = await readFile(join(folder, name));
      for (const place of [bytes.indexOf('SPAMS-Branch'), bytes.length - 1]) {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ 1;
        await writeFile(join(folder, name), changed);
        const { failed } = await followVerifyText(folder);
        expect(failed[0]?.command).toContain(`-in ${name}`);
      }
    },
  );

  it('shows another file, or a receipt of another closing, by digests that differ', async () => {
    const { desk } = await openDesk();
    const [one, other] = [await closeAndExport(desk), await closeAndExport(desk, { part: 'till-2' })];
    await writeFile(join(one, 'day_end.csv'), `${SALES}Satay,1,9.00,9.00\r\n`);
    const file = await followVerifyText(one);
    expect(file.failed).toEqual([]);
    expect(file.digests.map((digest, index) => digest === file.receipt[index])).toEqual([true, true, false]);
    await writeFile(join(other, 'receipt.p7s'), await readFile(join(one, 'receipt.p7s')));
    const receipt = await followVerifyText(other);
    expect(receipt.failed).toEqual([]);
    expect(receipt.digests.map((digest, index) => digest === receipt.receipt[index])).toEqual([false, false, true]);
  });
});

describe('when it is exported', () => {
  it('replaces nothing, and knows what there is', async () => {
    const { office, desk } = await openDesk();
    const { closing } = await desk.close();
    const folder = join(await testFolder(), 'mine');
    await mkdir(folder);
    await writeFile(join(folder, 'precious'), 'mine');
    await expect(exportEvidence(office.context, closing.number, folder)).toFailWith('already-exists');
    expect(await readdir(folder)).toEqual(['precious']);
    await expect(exportEvidence(office.context, 'ZZZZZZZZ', `${folder}2`)).toFailWith('unknown-subject');
  });
});
