import { describe, expect, it } from 'vitest';
import { setBranch } from '../../../src/server/authority/branches.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { Desk, readReceipt, SALES } from '../../support/closings.ts';
import { Commands } from '../../support/commands.ts';
import { TestOffice } from '../../support/office.ts';

async function openDesk() {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context), commands: Commands.office(office.folder) };
}

/** A closing whose file the office's reader of then didn't know. */
async function closedEarlier(office: TestOffice, desk: Desk, given: Parameters<Desk['close']>[0] = {}) {
  const { closing } = await desk.close(given);
  const { db } = office.context;
  const nothing = { currency: 'SGD', lines: 0, quantity: 0, net: null };
  const warning = { code: 'not-recognised', row: null, text: 'The file was not understood.' };
  await db.deleteFrom('closing_lines').where('document_id', '=', closing.document_id).execute();
  await db
    .updateTable('closings')
    .set({
      profile: 'unknown',
      totals_json: JSON.stringify(nothing),
      summary_json: null,
      warnings_json: JSON.stringify([warning]),
      needs_review: 1,
    })
    .where('document_id', '=', closing.document_id)
    .execute();
  return closing;
}

describe('when closings are read again', () => {
  it('puts what is understood today in place of what stood there, and says both', async () => {
    const { office, desk, commands } = await openDesk();
    const { number, document_id: documentId } = await closedEarlier(office, desk);
    office.clock.advance({ days: 3 });
    const { reread, failed } = await commands.json('closings', 'reread', number.toLowerCase(), '--by', 'alice');
    expect(failed).toEqual([]);
    expect(reread).toMatchObject([
      {
        documentId,
        number,
        before: { profile: 'unknown', totals: { lines: 0, net: null }, needsReview: true, warnings: 1 },
        after: { profile: 'generic-en', totals: { lines: 2, net: 1780 }, needsReview: false, warnings: 0 },
      },
    ]);
    const shown = await commands.json('closings', 'show', number);
    expect(shown).toMatchObject({ profile: 'generic-en', needsReview: false, warnings: [], current: true });
    expect(shown.lines).toMatchObject([{ item: 'Laksa' }, { item: 'Kopi' }]);
    expect(shown.summary.topItems).toHaveLength(2);
    expect(Date.parse(shown.rereadAt)).toBeGreaterThan(0);
    expect(await newestRecords(office, 1)).toEqual([['alice', 'closing.reread', documentId]]);
    await office.context.audit.verify(office.context.db);
  });

  it('a person reads what changed, and in the closing that it was read again', async () => {
    const { office, desk, commands } = await openDesk();
    const { number } = await closedEarlier(office, desk);
    expect(await commands.text('closings', 'show', number)).not.toContain('Read again');
    expect(await commands.text('closings', 'reread', number)).toMatch(
      new RegExp(`\\n${number} +unknown +0 +SGD - +review +→ +generic-en +2 +SGD 17\\.80\\n$`),
    );
    expect(await commands.text('closings', 'show', number)).toMatch(
      /\nRead again \S+Z; the receipt says what was understood first\n/,
    );
  });

  it('leaves the receipt as it was signed', async () => {
    const { office, desk, commands } = await openDesk();
    const { number, receipt, sealed } = await closedEarlier(office, desk, { file: 'Item,Quantity\r\nLaksa,1\r\n' });
    await commands.json('closings', 'reread', number);
    const stored = await office.context.db.selectFrom('closings').selectAll().executeTakeFirstOrThrow();
    expect(stored.receipt).toEqual(receipt);
    expect(stored.sealed).toEqual(sealed);
    expect((await readReceipt(stored.receipt)).totals).toMatchObject({ lines: 1 });
  });

  it('twice, keeps each line once', async () => {
    const { desk, commands } = await openDesk();
    const { number } = (await desk.close()).closing;
    for (let time = 0; time < 2; time += 1) await commands.json('closings', 'reread', number);
    expect((await commands.json('closings', 'show', number)).lines).toHaveLength(2);
  });

  it('does not clear up by itself that two claim the same revision', async () => {
    const { desk, commands } = await openDesk();
    await desk.close();
    const { number } = (await desk.close({ file: 'Item,Quantity,Amount\r\nLaksa,1,6.50\r\n' })).closing;
    await commands.json('closings', 'reread', number);
    const { needsReview, warnings } = await commands.json('closings', 'show', number);
    expect({ needsReview, codes: warnings.map(({ code }: { code: string }) => code) }).toEqual({
      needsReview: true,
      codes: ['revision-tie'],
    });
  });

  it('reads it in the currency that it was closed in', async () => {
    const { office, desk, commands } = await openDesk();
    const { number } = await closedEarlier(office, desk);
    await setBranch(office.context, 'SG-01', { currency: 'JPY' }, 'tests');
    const { reread } = await commands.json('closings', 'reread', number);
    expect(reread).toMatchObject([{ after: { totals: { currency: 'SGD', net: 1780 } } }]);
  });
});

describe('when closings to read again are picked', () => {
  it('takes those of a day, or those that need a look', async () => {
    const { office, desk, commands } = await openDesk();
    const good = (await desk.close()).closing;
    const odd = await closedEarlier(office, desk, { part: 'till-2', file: SALES });
    const numbers = async (...filter: string[]): Promise<string[]> =>
      (await commands.json('closings', 'reread', ...filter)).reread.map(({ number }: { number: string }) => number);
    expect(await numbers('--needs-review')).toEqual([odd.number]);
    expect(await numbers('--date', desk.today)).toEqual([good.number, odd.number]);
    expect(await numbers('--needs-review')).toEqual([]);
    expect(await commands.text('closings', 'reread', '--needs-review')).toBe('There is no such closing.\n');
  });

  it('reads the others when one cannot be opened, and ends with what was wrong', async () => {
    const { office, desk, commands } = await openDesk();
    const broken = (await desk.close({ part: 'a' })).closing;
    const good = (await desk.close({ part: 'b' })).closing;
    const { db } = office.context;
    const cut = broken.sealed.subarray(0, 100);
    await db.updateTable('closings').set({ sealed: cut }).where('number', '=', broken.number).execute();
    const { exit, document } = await commands.ended('closings', 'reread', '--date', desk.today);
    expect(exit).toBe(4);
    expect(document.reread).toMatchObject([{ number: good.number }]);
    expect(document.failed).toMatchObject([{ number: broken.number, error: { code: 'not-opened' } }]);
  });

  it.each([[[]], [['7K2M9QXA', '--needs-review']]])('is refused for %j', async (args) => {
    const { commands } = await openDesk();
    expect(await commands.failure('closings', 'reread', ...args)).toMatchObject({ exit: 2, code: 'usage' });
  });

  it('reads none when one of those named does not exist', async () => {
    const { office, desk, commands } = await openDesk();
    const { number } = (await desk.close()).closing;
    expect(await commands.failure('closings', 'reread', number, 'ZZZZZZZZ')).toMatchObject({ code: 'unknown-subject' });
    expect((await newestRecords(office, 1))[0]?.[1]).toBe('closing.accepted');
  });
});
