import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { readingOptions } from '../../src/main/branch/closing.ts';
import { rememberCorrection } from '../../src/main/branch/corrections.ts';
import { likelyToday } from '../../src/main/branch/preview.ts';
import { understand } from '../../src/main/branch/understanding.ts';
import { exportEvidence } from '../../src/server/closings/evidence.ts';
import { showClosing } from '../../src/server/closings/list.ts';
import type { ReadingHints } from '../../src/shared/reading-hints.ts';
import { readSales } from '../../src/shared/sales/read.ts';
import { PROFILES } from '../shared/sales/kinds.ts';
import { ODDITIES } from '../shared/sales/oddities.ts';
import { templateBranch } from '../support/branch.ts';
import { testFolder } from '../support/folders.ts';
import { TestOffice } from '../support/office.ts';
import { look, SALES, salesFile, upload } from '../support/sales.ts';

// One manager signs them all.
vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const FIXTURES = join(import.meta.dirname, '../shared/sales/fixtures');

/** Dates that could be of January or of October. */
const UNSURE = 'Item,Quantity,Amount,Date\r\nLaksa,2,13.00,01/10/2026\r\nKopi,3,4.80,01/10/2026\r\n';
/** Its columns are called as no till calls them. */
const STRANGE = 'Qq;Zz;Ww\r\nLaksa;2;13,000\r\nKopi;3;4,800\r\n';
const NAMED: ReadingHints = { decimal: ',', columns: { item: 'Qq', quantity: 'Zz', net: 'Ww' } };

const FILES: [what: string, file: string, hints: ReadingHints | undefined, expected: object][] = [
  ['without hints', SALES, undefined, { profile: 'generic-en', totals: { lines: 2, net: 1780 } }],
  ['of which nothing is understood', STRANGE, undefined, { profile: 'unknown', totals: { lines: 0 } }],
  ['whose columns a person has named', STRANGE, NAMED, { totals: { lines: 2, quantity: 5, net: 1780 } }],
  [
    'whose dates begin with the day',
    UNSURE,
    { dates: 'dmy' },
    { summary: { days: [{ date: '2026-10-01', lines: 2 }] } },
  ],
  [
    'whose dates begin with the month',
    UNSURE,
    { dates: 'mdy' },
    { summary: { days: [{ date: '2026-01-10', lines: 2 }] } },
  ],
];

describe.each(FILES)('a file %s', (_, file, hints, expected) => {
  it('is at head office what was previewed at the branch', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await branch.connect();
    const path = await salesFile(file);
    const { sales } = await look(branch, path, hints);
    expect(sales).toMatchObject(expected);
    const { receipt } = await upload(branch, { path, hints, date: likelyToday(branch) });
    const held = await showClosing(office.context.db, receipt!.number);
    expect(held.lines).toEqual(linesAt(branch, file, hints));
    expect(held).toMatchObject({ profile: sales.profile, totals: sales.totals, summary: sales.summary });
    expect(receipt?.totals).toEqual(sales.totals);
  });
});

/** What a branch's own commands show of a file. */
const linesAt = (branch: Branch, file: string | Buffer, hints: ReadingHints | undefined) =>
  readSales(Buffer.from(file), readingOptions(branch, likelyToday(branch), hints)).lines;

describe('a file of every kind, and with every oddity', () => {
  it('is at head office, line by line and byte for byte, what was previewed at the branch', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await branch.connect();
    for (const [at, { file, profile }] of [...PROFILES, ...ODDITIES].entries()) {
      const path = join(FIXTURES, file);
      const bytes = await readFile(path);
      const options = readingOptions(branch, likelyToday(branch), undefined);
      const { sales } = understand(Buffer.from(bytes), { ...options, corrections: {} });
      const { receipt } = await upload(branch, { path, part: `till-${at + 1}`, date: likelyToday(branch) });
      const held = await showClosing(office.context.db, receipt!.number);
      const { totals, summary, warnings, needsReview } = sales;
      expect(held, file).toMatchObject({ profile, totals, summary, warnings, needsReview });
      expect(held.lines, file).toEqual(linesAt(branch, bytes, undefined));
      const evidence = join(await testFolder(), 'evidence');
      await exportEvidence(office.context, receipt!.number, evidence);
      expect(await readFile(join(evidence, file)), file).toEqual(bytes);
    }
  });
});

describe('what a person said of a file', () => {
  it('counts for files with the same columns, until it is taken back', async () => {
    const branch = await templateBranch(await TestOffice.start());
    await branch.connect();
    const first = await look(branch, await salesFile(STRANGE));
    expect(first).toMatchObject({ hints: {}, headers: ['Qq', 'Zz', 'Ww'] });
    await rememberCorrection(branch, first.kind!, NAMED);
    const next = await look(branch, await salesFile(STRANGE.replace('Laksa', 'Mee')));
    expect(next).toMatchObject({ hints: NAMED, kind: first.kind, sales: { totals: { lines: 2 } } });
    expect(await look(branch, await salesFile(SALES))).toMatchObject({ hints: {} });
    await rememberCorrection(branch, first.kind!, {});
    expect(await look(branch, await salesFile(STRANGE))).toMatchObject({ hints: {}, sales: { profile: 'unknown' } });
  });
});
