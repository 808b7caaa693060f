import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listClosings, showClosing } from '../../src/server/closings/list.ts';
import { readDocument } from '../../src/shared/cms/document.ts';
import { Desk, readReceipt, SALES } from '../support/closings.ts';
import { TestOffice } from '../support/office.ts';
import { DEVICE } from '../support/pki.ts';

async function openDesk(): Promise<{ office: TestOffice; desk: Desk }> {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context) };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const auditLength = async ({ context }: TestOffice): Promise<number> =>
  (await context.audit.verify(context.db)).sequence;

describe('when a closing arrives', () => {
  it('is stored line by line, with totals, under a number that can be read out', async () => {
    const { office, desk } = await openDesk();
    const { closing, isNew } = await desk.close({ part: 'till-1', fileName: '日結 day_end.csv' });
    expect(isNew).toBe(true);
    expect(closing.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    const shown = await showClosing(office.context.db, closing.document_id);
    expect(shown).toMatchObject({
      branch: 'SG-01',
      part: 'till-1',
      manager: 'ann',
      device: 'desk',
      fileName: '日結 day_end.csv',
      fileSize: Buffer.byteLength(SALES),
      receivedAt: office.clock.now().toISOString(),
      state: 'accepted',
      current: true,
      needsReview: false,
      totals: { currency: 'SGD', lines: 2, quantity: 5, net: 1780 },
      warnings: [],
    });
    expect(shown.lines.map(({ row, item, quantity, unitPrice, net }) => [row, item, quantity, unitPrice, net])).toEqual(
      [
        [2, 'Laksa', 2, 650, 1300],
        [3, 'Kopi', 3, 160, 480],
      ],
    );
  });

  it('is found by its number as a person may write it', async () => {
    const { office, desk } = await openDesk();
    const { closing } = await desk.close();
    const { document_id: id, number } = closing;
    const spoken = `${number.slice(0, 4)}-${number.slice(4)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    for (const name of [id, id.toUpperCase(), number, spoken]) {
      expect((await showClosing(office.context.db, name)).documentId).toBe(id);
    }
    await expect(showClosing(office.context.db, 'ZZZZZZZZ')).toFailWith('unknown-subject');
  });

  it('gets a receipt signed by the office for exactly these bytes', async () => {
    const { office, desk } = await openDesk();
    const { header, file, signedData, sealed } = await desk.closing();
    const { closing } = await desk.send({ sealed });
    const entity = signedData.subarray(signedData.indexOf('Content-Type:'), signedData.indexOf(file) + file.length);
    const receipt = await readReceipt(closing.receipt);
    expect(receipt).toMatchObject({
      number: closing.number,
      documentId: header.id,
      branch: 'SG-01',
      businessDate: header.businessDate,
      part: 'main',
      revision: 1,
      manager: 'ann',
      fileSha256: sha256(file),
      sha256: sha256(entity),
      evidenceSha256: sha256(signedData),
      receivedAt: office.clock.now().toISOString(),
      totals: { currency: 'SGD', lines: 2, quantity: 5, net: 1780 },
      needsReview: false,
    });
    const document = await readDocument(closing.receipt ?? Buffer.alloc(0));
    expect(document.header).toMatchObject({ kind: 'receipt', to: 'urn:spams:branch:SG-01', branch: 'SG-01' });
    expect(document.signer.identity).toEqual({ role: 'office-signing' });
  });

  it('adds one record to the audit chain, whose place and head the receipt quotes', async () => {
    const { office, desk } = await openDesk();
    const before = await auditLength(office);
    const { closing } = await desk.close();
    const { audit } = await readReceipt(closing.receipt);
    expect(audit.sequence).toBe(before + 1);
    expect(await office.context.audit.verify(office.context.db)).toEqual(audit);
    const record = await office.context.db
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '=', audit.sequence)
      .executeTakeFirstOrThrow();
    expect(record).toMatchObject({
      mac: audit.head,
      action: 'closing.accepted',
      actor: 'urn:spams:branch:SG-01:manager:ann',
      subject: closing.document_id,
    });
  });

  it('leaves the file sealed at rest: its bytes are nowhere in the data folder', async () => {
    const { office, desk } = await openDesk();
    const secret = 'NOT-FOR-OTHER-EYES';
    const file = `Item,Quantity,Amount,Cashier\r\nLaksa,2,13.00,${secret}\r\n`;
    const { closing } = await desk.close({ file });
    expect((await showClosing(office.context.db, closing.document_id)).lines).toHaveLength(1);
    const names = await readdir(office.folder, { recursive: true, withFileTypes: true });
    const files = names.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(files).toContain(join(office.folder, 'office.db-wal'));
    for (const path of files) expect((await readFile(path)).includes(secret), path).toBe(false);
  });

  it.each([
    { what: 'no table at all', file: Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 3]), profile: 'unknown', lines: 0 },
    { what: 'empty', file: '', profile: 'unknown', lines: 0 },
    { what: 'half understood', file: 'Item,Quantity,Amount\r\nLaksa,two,13.00\r\n', profile: 'generic-en', lines: 1 },
  ])('is accepted all the same when the file is $what, and flagged for a person', async ({ file, profile, lines }) => {
    const { desk } = await openDesk();
    const { closing } = await desk.close({ file });
    const receipt = await readReceipt(closing.receipt);
    expect([closing.state, closing.profile, receipt.needsReview, receipt.totals.lines]).toEqual([
      'accepted',
      profile,
      true,
      lines,
    ]);
    expect(receipt.warnings.length).toBeGreaterThan(0);
  });
});

describe('when the same document arrives again', () => {
  it('is the same closing with the same receipt, also over another PC of the branch', async () => {
    const { office, desk } = await openDesk();
    const closing = await desk.closing();
    const first = await desk.send(closing);
    const before = await auditLength(office);
    office.clock.advance({ days: 200 });
    const resealed = { sealed: await desk.seal(closing.signedData) };
    for (const again of [await desk.send(closing), await desk.send(resealed), await desk.send(resealed, DEVICE)]) {
      expect(again.isNew).toBe(false);
      expect(again.closing.receipt).toEqual(first.closing.receipt);
    }
    expect(await listClosings(office.context.db, {})).toHaveLength(1);
    expect(await auditLength(office)).toBe(before);
  });

  it('is one closing and one receipt when it comes twenty times at once', async () => {
    const { office, desk } = await openDesk();
    const closing = await desk.closing();
    const before = await auditLength(office);
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.send(closing)));
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(answers.map(({ closing: { receipt } }) => receipt?.toString('hex'))).size).toBe(1);
    const list = await listClosings(office.context.db, {});
    expect(list.map(({ totals }) => totals.lines)).toEqual([2]);
    expect(await auditLength(office)).toBe(before + 1);
  });

  it('keeps twenty different closings that come at once, each with its own place in the chain', async () => {
    const { office, desk } = await openDesk();
    const closings = await Promise.all(Array.from({ length: 20 }, (_, till) => desk.closing({ part: `till-${till}` })));
    const answers = await Promise.all(closings.map((closing) => desk.send(closing)));
    const receipts = await Promise.all(answers.map(({ closing }) => readReceipt(closing.receipt)));
    expect(new Set(receipts.map(({ audit }) => audit.sequence)).size).toBe(20);
    for (const { audit } of receipts) await office.context.audit.verifyPlace(office.context.db, audit);
    await office.context.audit.verify(office.context.db);
  });

  it('is refused when its id is taken by another document, of whatever branch', async () => {
    const { office, desk } = await openDesk();
    await office.addBranch('SG-02');
    const other = await Desk.open(office.context, 'SG-02', 8);
    const { header, sealed } = await desk.closing();
    const { closing } = await desk.send({ sealed });
    await expect(desk.close({ id: header.id, file: 'Item,Quantity\r\nLaksa,200\r\n' })).toFailWith(
      'document-id-reused',
    );
    await expect(desk.close({ ...header, signer: desk.manager, revision: 2 })).toFailWith('document-id-reused');
    await expect(other.close({ id: header.id })).toFailWith('document-id-reused');
    expect((await showClosing(office.context.db, header.id)).fileSha256).toBe(closing.file_sha256);
  });

  it('counts as another document when it is signed again, be it by the same key', async () => {
    const { desk } = await openDesk();
    const { header, file, sealed } = await desk.closing();
    await desk.send({ sealed });
    const signer = { ...desk.manager, chain: [...desk.manager.chain, desk.office.keys.root] };
    await expect(desk.close({ ...header, file, signer })).toFailWith('document-id-reused');
  });
});
