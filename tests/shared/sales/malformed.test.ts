import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readSales, type SalesReading } from '../../../src/shared/sales/read.ts';
import { salesLineSchema, salesSummarySchema, salesTotalsSchema } from '../../../src/shared/sales/sales.ts';
import { totals } from '../../support/totals.ts';
import { PROFILES } from './kinds.ts';
import { ODDITIES } from './oddities.ts';

const sample = readFileSync('assets/sample-sales.csv');

/** What must hold of every reading, whatever the file. */
function check(reading: SalesReading): boolean {
  for (const line of reading.lines) salesLineSchema.parse(line);
  salesTotalsSchema.parse(reading.totals);
  salesSummarySchema.parse(reading.summary);
  expect(reading.totals.lines + reading.summary.voids.lines).toBe(reading.lines.length);
  expect(reading.warnings.length).toBeLessThanOrEqual(101);
  if (reading.lines.length === 0) expect(reading.needsReview).toBe(true);
  if (reading.needsReview) expect(reading.warnings).not.toEqual([]);
  return true;
}

describe('a file without a line that can be counted says why', () => {
  it.each([
    ['no bytes', '', 'file-empty'],
    ['a byte order mark alone', '\ufeff', 'file-empty'],
    ['spaces', ' \r\n\t\n', 'file-empty'],
    ['a PDF', '%PDF-1.7\n100 apple\n', 'not-text'],
    ['a workbook', 'PK\u0003\u0004', 'not-text'],
    ['zero bytes', 'Item,Qty\nKopi\0,1\n', 'not-text'],
    ['a title alone', 'Sale of the day\n', 'not-recognised'],
    ['other headers', 'latitude,longitude,size\n16.99,1.01,2\n', 'not-recognised'],
    ['no headers', '106 West 11th Street,1300000015734303122,5001\n', 'not-recognised'],
    ['JSON', '[{"item": "Kopi", "quantity": 1}]', 'not-recognised'],
    ['headers alone', 'Item,Quantity,Amount\n', 'nothing-read'],
    ['a total alone', 'Item,Quantity,Amount\nTotal,3,9.80\n', 'nothing-read'],
  ])('%s', (_, text, code) => {
    const reading = readSales(Buffer.from(text), { currency: 'SGD' });
    expect(reading.lines).toEqual([]);
    expect(reading.totals).toEqual(totals({}));
    expect(reading.needsReview).toBe(true);
    expect(reading.warnings.map((warning) => warning.code)).toContain(code);
  });

  it('in words for a person', () => {
    expect(readSales(Buffer.from('%PDF-1.7'), { currency: 'SGD' }).warnings).toEqual([
      { code: 'not-text', row: null, text: 'This is a PDF. Export it as CSV instead.' },
    ]);
  });
});

test('a file in an unknown encoding is counted, with the names to check', () => {
  // Šťáva in Windows-1250
  const name = Buffer.from([0x8a, 0x9d, 0xe1, 0x76, 0x61]);
  const reading = readSales(Buffer.concat([Buffer.from('Item,Qty\n'), name, Buffer.from(',2\n')]), { currency: 'CZK' });
  expect(reading.totals.quantity).toBe(2);
  expect(reading).toMatchObject({ encoding: 'windows-1252', needsReview: true });
  expect(reading.warnings.map((warning) => warning.code)).toEqual(['encoding-unknown']);
});

test('a missing quotation mark that hides a row is said', () => {
  const reading = readSales(Buffer.from('Item,Qty,Amount\n"Pizza 12,5,60\nPie 9",6,54\nKopi,1,2\n'), {
    currency: 'SGD',
  });
  expect(reading.needsReview).toBe(true);
  expect(reading.warnings.map(({ code, row }) => [code, row])).toEqual([['row-joined', 2]]);
});

test('of thousands of bad rows a hundred are shown and the others counted', () => {
  const reading = readSales(Buffer.from(`Item,Qty\n${'Kopi,?\n'.repeat(5000)}`), { currency: 'SGD' });
  expect(reading.warnings).toHaveLength(101);
  // 5,000 bad rows and one nothing-read, of which a hundred are shown
  expect(reading.warnings.at(-1)?.text).toBe('There were more warnings than these: 4901.');
});

test('a currency that does not exist fails no closing', () => {
  expect(readSales(Buffer.from('Item,Qty,Amount\nKopi,1,2.40\n'), { currency: '?' })).toMatchObject({
    needsReview: true,
    warnings: [{ code: 'reader-failed' }],
  });
});

test('long runs of one character take no time', { timeout: 20_000 }, () => {
  for (const character of [...'",; .\n-(1ä\t|']) {
    check(readSales(Buffer.from(`Sale of the day\n1 x${character.repeat(100_000)}x`), { currency: 'SGD' }));
    check(readSales(Buffer.from(`Item,Qty,Amount\nx,1,${character.repeat(100_000)}x\n`), { currency: 'SGD' }));
  }
});

test('no bytes make it throw or hang, or read nothing in silence', () => {
  const changed = fc.array(fc.tuple(fc.nat(4095), fc.nat(255)), { minLength: 1, maxLength: 20 }).map((changes) => {
    const bytes = Buffer.from(sample.subarray(0, 4096));
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes;
  });
  const pieces = fc.constantFrom(
    ...['Item', 'Qty', 'Amount', 'Price', 'Total', '100 apple', '2.50', '-1', '1,250', '$', '€', ',', ';', '\t', '|'],
    ...['"', '\n', '\r', '\0', ' ', 'Void?', 'true', '\n\n'],
  );
  const text = fc.array(pieces, { maxLength: 400 }).map((parts) => Buffer.from(parts.join('')));
  const headed = text.map((bytes) => Buffer.concat([Buffer.from('Item,Qty,Price,Amount,Discount\n'), bytes]));
  const noise = fc.uint8Array({ maxLength: 65_536, size: 'max' }).map((bytes) => Buffer.from(bytes));
  const utf16 = text.map((bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]));
  fc.assert(
    fc.property(fc.oneof(changed, text, headed, noise, utf16), (bytes) => check(readSales(bytes, { currency: 'SGD' }))),
    { numRuns: 600 },
  );
});

test('no file of any kind makes it throw or hang, whatever is done to its bytes', () => {
  const files = [...PROFILES, ...ODDITIES].map(({ file }) => readFileSync(join(import.meta.dirname, 'fixtures', file)));
  const long = fc.constantFrom(...files).chain((file) => {
    const whole = Buffer.concat(Array(1 + Math.floor(65_536 / (file.length + 1))).fill(file)).subarray(0, 65_536);
    const change = fc.tuple(fc.nat(Math.max(0, whole.length - 1)), fc.nat(255));
    return fc.array(change, { maxLength: 30 }).map((changes) => {
      const bytes = Buffer.from(whole);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes.subarray(0, whole.length);
    });
  });
  fc.assert(
    fc.property(long, (bytes) => check(readSales(bytes))),
    { numRuns: 100 },
  );
});
