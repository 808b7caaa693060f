import { createHash, createVerify } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { connect as tcpConnect } from 'node:net';
import { join } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { uploadClosing } from '../../src/main/branch/closing.ts';
import { readConfig, writeConfig } from '../../src/main/branch/config.ts';
import { openLog } from '../../src/main/branch/log.ts';
import { fetchMenu, showMenu } from '../../src/main/branch/menu.ts';
import { exportEvidence } from '../../src/server/closings/evidence.ts';
import { showClosing } from '../../src/server/closings/list.ts';
import { readDocument } from '../../src/shared/cms/document.ts';
import { open } from '../../src/shared/cms/enveloped-data.ts';
import { openBranch, templateBranch } from '../support/branch.ts';
import { testFolder } from '../support/folders.ts';
import { TestOffice } from '../support/office.ts';
import { RecordingProxy } from '../support/recording-proxy.ts';
import { PASSPHRASE } from '../support/shared.ts';

/** Names that must not be seen where they don't belong. */
const DISH = 'Laksa 叻沙';
const SALES = 'Sale of the day\n100 apple strudel\n200 pie of the house\n';

/** An office with a menu, and its branch, talking through an eavesdropper. */
async function exchange(): Promise<{ office: TestOffice; branch: Branch; proxy: RecordingProxy }> {
  const office = await TestOffice.start();
  await office.publish();
  const proxy = await RecordingProxy.start(office.context.config.port);
  const { home } = await templateBranch(office);
  const config = await readConfig(home);
  if (!config) throw new Error('not enrolled');
  await writeConfig(home, { ...config, url: `https://localhost:${proxy.port}` }, config);
  return { office, branch: await openBranch(home, office, openLog(home.logs)), proxy };
}

async function upload(branch: Branch, content = SALES) {
  const path = join(await testFolder(), 'day_end.csv');
  await writeFile(path, content);
  const uploaded = await uploadClosing(branch, { path, manager: 'mei', passphrase: PASSPHRASE, part: 'main' });
  if (!uploaded.receipt) throw uploaded.error;
  return { path, receipt: uploaded.receipt };
}

describe('every feature of the original SPAMS', () => {
  it('TCP server and client under TLS: a plain connection gets nothing, TLS 1.3 does, and nothing crosses in clear', async () => {
    const { office, branch, proxy } = await exchange();
    const { port } = office.context.config;
    const plain = tcpConnect(port, '127.0.0.1').end('GET /v1/menu HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const answer: Buffer[] = [];
    for await (const chunk of plain) answer.push(chunk);
    expect(Buffer.concat(answer).toString('latin1')).not.toContain('HTTP/1.1 200');
    const secure = tlsConnect({ port, host: 'localhost', rejectUnauthorized: false });
    await new Promise((resolve) => secure.once('secureConnect', resolve));
    expect(secure.getProtocol()).toBe('TLSv1.3');
    secure.destroy();
    await fetchMenu(branch);
    await upload(branch);
    expect(proxy.seen.length).toBeGreaterThan(10_000);
    for (const secret of [DISH, 'apple strudel', 'day_end.csv', 'SG-01'])
      expect(proxy.seen.includes(secret)).toBe(false);
  });

  it('the menu is encrypted for the branch, fetched and decrypted', async () => {
    const { branch } = await exchange();
    expect((await fetchMenu(branch)).menu.items.map(({ name, price }) => [name, price])).toEqual([[DISH, 650]]);
    const stored = await readFile(branch.home.menu);
    expect(stored.includes(DISH)).toBe(false);
    expect((await showMenu(branch)).menu.items[0]?.name).toBe(DISH);
  });

  it('the end-of-day file is encrypted for the office, uploaded and decrypted', async () => {
    const { office, branch } = await exchange();
    const { receipt } = await upload(branch);
    const { sealed } = await office.context.db.selectFrom('closings').select('sealed').executeTakeFirstOrThrow();
    expect(sealed.includes('apple strudel')).toBe(false);
    const { body } = await readDocument(await open(sealed, await office.context.keys.encryption()));
    expect(body.toString()).toBe(SALES);
    const { lines } = await showClosing(office.context.db, receipt.number);
    expect(lines.map(({ quantity, item }) => [quantity, item])).toEqual([
      [100, 'apple strudel'],
      [200, 'pie of the house'],
    ]);
  });

  it('integrity: a changed byte fails the GCM tag, SHA-256 is in the receipt, the HMAC chain finds a changed record', async () => {
    const { office, branch } = await exchange();
    const { receipt } = await upload(branch);
    const { context } = office;
    const { sealed } = await context.db.selectFrom('closings').select('sealed').executeTakeFirstOrThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 100]! ^= 1;
    await expect(open(changed, await context.keys.encryption())).toFailWith('not-opened');
    expect(receipt.fileSha256).toBe(createHash('sha256').update(SALES).digest('hex'));
    await context.audit.verify(context.db);
    await context.db.updateTable('audit').set({ actor: 'nobody' }).where('sequence', '=', 2).execute();
    await expect(context.audit.verify(context.db)).toFailWith('audit-broken');
  });

  it('RSA PKCS#1 v1.5 SHA-256 signatures for non-repudiation, both ways: manager on the sales, office on the receipt', async () => {
    const { office, branch } = await exchange();
    const { receipt } = await upload(branch);
    const folder = join(await testFolder(), 'evidence');
    await exportEvidence(office.context, receipt.number, folder);
    for (const [name, role] of [
      ['closing.p7s', 'manager'],
      ['receipt.p7s', 'office-signing'],
    ] as const) {
      const der = await readFile(join(folder, name));
      const { signer } = await readDocument(der);
      expect(signer.identity?.role).toBe(role);
      const { attributes, signature } = signatureOf(der);
      // createVerify's default for an RSA key is PKCS#1 v1.5.
      expect(createVerify('sha256').update(attributes).verify(signer.publicKey, signature)).toBe(true);
    }
  });

  it('logging and monitoring on both sides: the office in its log and metrics, the branch in its log file', async () => {
    const { office, branch } = await exchange();
    const { receipt } = await upload(branch);
    expect(office.log.some((line) => line.includes('closing received') && line.includes(receipt.documentId))).toBe(
      true,
    );
    const metrics = await (await fetch(`${office.adminUrl}/metrics`)).text();
    expect(metrics).toContain('spams_closings_total{result="accepted"} 1');
    const [log] = await readdir(branch.home.logs);
    const written = await readFile(join(branch.home.logs, log ?? ''), 'utf8');
    expect(written).toContain(`closing ${receipt.documentId} delivered: receipt ${receipt.number}`);
    expect(written + office.log.join('')).not.toContain('apple strudel');
  });

  it('stamped, named results: each closing and receipt is kept under its own id, with its time', async () => {
    const { office, branch } = await exchange();
    const { receipt } = await upload(branch);
    expect(await readdir(branch.home.receipts)).toEqual([receipt.documentId]);
    expect(receipt.receivedAt).toBe(office.clock.now().toISOString());
    const again = await upload(branch);
    expect(again.receipt.documentId).not.toBe(receipt.documentId);
    expect((await readdir(branch.home.receipts)).sort()).toEqual([receipt.documentId, again.receipt.documentId].sort());
  });
});

/** The signed attributes, as they were signed (SET OF), and the signature at the end of a SignedData of one signer. */
function signatureOf(der: Buffer): { attributes: Buffer; signature: Buffer } {
  const signature = der.subarray(der.length - 384);
  // rsaEncryption with NULL, then the OCTET STRING's tag and length: before them, the attributes end.
  const end = der.length - 384 - 4 - 15;
  const contentType = Buffer.from('301806092a864886f70d010903', 'hex');
  const start = der.lastIndexOf(contentType);
  const body = der.subarray(start, end);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  const head =
    body.length < 256 ? Buffer.from([0x31, 0x81, body.length]) : Buffer.concat([Buffer.from([0x31, 0x82]), length]);
  return { attributes: Buffer.concat([head, body]), signature };
}
