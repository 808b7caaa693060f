import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { branchProgram } from '../../../src/main/program.ts';
import { officeProgram } from '../../../src/server/program.ts';
import { runInProcess } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { totals } from '../../support/totals.ts';

const SALES =
  'Datum;Artikel;Menge;Betrag;Zahlungsart\n22.11.2026 12:30;Brezel;2;5,00 €;Bar\n23.11.2026 18:02;Weißbier;1;4,90 €;Karte\n';

async function salesFile(content: string | Buffer): Promise<string> {
  const path = join(await testFolder(), 'sales.csv');
  await writeFile(path, content);
  return path;
}

describe.each([
  ['spams-office', officeProgram],
  ['spams-branch', branchProgram],
])('sales read of %s', (_, program) => {
  const run = async (content: string | Buffer, ...options: string[]) =>
    runInProcess(program(), ['sales', 'read', await salesFile(content), ...options]);

  it('tells a program what was understood, and needs no folder', async () => {
    const { code, stdout, stderr } = await run(SALES, '--json', '--date', '2026-11-22');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      profile: 'generic-de',
      profileName: 'Sales table',
      dialect: { delimiter: ';', decimal: ',', dates: 'dmy', headerRow: 1 },
      encoding: 'utf-8',
      lines: [
        { row: 2, item: 'Brezel', quantity: 2, net: 500, tender: 'Bar', time: '2026-11-22T12:30:00' },
        { row: 3, item: 'Weißbier', quantity: 1, net: 490, tender: 'Karte', time: '2026-11-23T18:02:00' },
      ],
      totals: totals({ currency: 'EUR', lines: 2, quantity: 3, net: 990 }),
      summary: { outsideDay: 1, byTender: [{ name: 'Bar' }, { name: 'Karte' }] },
      warnings: [{ code: 'rows-outside-day', row: null }],
      needsReview: false,
    });
  });

  it('reads a file as a person says that it is read', async () => {
    const file = 'Qq|Zz|Ww\nKopi|03/04/2026|3.200\n';
    const columns = ['item=Qq', 'date=Zz', 'net=Ww'].flatMap((column) => ['--column', column]);
    const { stdout } = await run(file, '--json', '--dates', 'mdy', '--decimal', '.', ...columns);
    expect(JSON.parse(stdout)).toMatchObject({
      dialect: { delimiter: '|', decimal: '.', dates: 'mdy', headerRow: 1 },
      lines: [{ item: 'Kopi', net: 320, time: '2026-03-04' }],
    });
    expect(await run(file, '--json', '--dates', 'dym')).toMatchObject({ code: 2 });
  });

  it('tells a person', async () => {
    const { code, stdout } = await run('Item,Qty,Amount\nKopi,2,3.20\nPie,1,5\nTotal,3,8.00\n', '--currency', 'SGD');
    expect(code).toBe(0);
    expect(stdout).toBe(`Sales table (utf-8, cells between commas)
2 lines, quantity 3, net 8.20 (SGD)
Somebody must look at this before its totals are trusted.
  row 4: This row is a total or tax, so it was not added to the sales.
  row 4: The file's own total “Total” is 8.00 (amount), but its rows come to 8.20. Look for rows that were left out.
  row 4: “Total”, amount 8.00: differs from our 8.20
  row 4: “Total”, quantity 3: agrees

Top items  Quantity  Net
Pie        1         5.00
Kopi       2         3.20

Row  Time  Item  Quantity  Net
2          Kopi  2         3.20
3          Pie   1         5.00
`);
  });

  it('says why nothing could be read, which is no failure: the day is closed with the file as it is', async () => {
    const { code, stdout } = await run('%PDF-1.7', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ profile: 'unknown', lines: [], needsReview: true });
  });

  it.each([
    ['--currency', 'KOPI'],
    ['--date', '2026-02-30'],
    ['--cutoff', '13'],
  ])('is asked wrongly with %s %s', async (...options) => {
    const { code, stdout } = await run(SALES, '--json', ...options);
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: 'usage' });
  });
});
