import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectProof, exportedEvidence } from '../support/auditor.ts';
import { Desk, SALES } from '../support/closings.ts';
import { TestOffice } from '../support/office.ts';

describe('when the file has an awkward name', () => {
  it.each([
    { fileName: "it's 5 o'clock.csv", stored: "it's 5 o'clock.csv" },
    { fileName: 'a "quoted" name.csv', stored: 'a _quoted_ name.csv' },
    {
      fileName: '$(touch pwned) `touch pwned`; touch pwned #.csv',
      stored: '$(touch pwned) `touch pwned`; touch pwned #.csv',
    },
    { fileName: '-out', stored: 'file--out' },
    { fileName: '.hidden', stored: 'file-.hidden' },
    { fileName: 'CON.csv', stored: 'file-CON.csv' },
    { fileName: 'com¹ .csv', stored: 'file-com¹ .csv' },
    { fileName: 'day_\u202evsc.exe', stored: 'day__vsc.exe' },
    { fileName: 'Closing.P7S', stored: 'file-Closing.P7S' },
    { fileName: 'VERIFY.txt', stored: 'file-VERIFY.txt' },
    { fileName: 'closing.eml', stored: 'file-closing.eml' },
    { fileName: 'ends with a dot.', stored: 'ends with a dot_' },
    { fileName: '日結-二零二六 ü🍜.csv', stored: '日結-二零二六 ü🍜.csv' },
    { fileName: `-${'é'.repeat(125)}.csv`, stored: `file-${'é'.repeat(123)}.csv` },
  ])('exports $fileName as $stored and proves it', async ({ fileName, stored }) => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const { closing } = await desk.close({ fileName });
    const folder = await exportedEvidence(office.context, closing.number);
    const before = await readdir(folder);
    expect(before).toContain(stored);
    await expectProof(folder, office.context, 'urn:spams:branch:SG-01:manager:ann');
    expect((await readdir(folder)).filter((name) => !before.includes(name)).sort()).toEqual([
      'closing.eml',
      'receipt-signed-by.pem',
      'receipt.eml',
      'root.pem',
      'signed-by.pem',
    ]);
    expect(await readFile(join(folder, stored), 'utf8')).toBe(SALES);
  });
});
