import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  newReceiptNumber,
  normalizeReceiptNumber,
  parseReceipt,
  type Receipt,
  serializeReceipt,
} from '../../src/shared/receipt.ts';
import { totals } from '../support/totals.ts';

const RECEIPT: Receipt = {
  number: '7ZK3Q0RV',
  documentId: '0190a0a0-0000-7000-8000-000000000000',
  branch: 'SG-01',
  businessDate: '2026-11-23',
  part: 'main',
  revision: 1,
  manager: 'mei',
  fileSha256: 'ab'.repeat(32),
  sha256: 'cd'.repeat(32),
  evidenceSha256: 'ef'.repeat(32),
  receivedAt: '2026-11-23T10:00:00.000Z',
  audit: { sequence: 7, head: '01'.repeat(32) },
  totals: totals({ lines: 2, quantity: 5, net: 1780 }),
  warnings: [{ code: 'a-code-of-a-later-version', row: null, text: 'Something to look at' }],
  needsReview: true,
};

const parse = (change: object) => parseReceipt(Buffer.from(JSON.stringify({ ...RECEIPT, ...change })));

describe('when a receipt is written and read', () => {
  it('it is the same', () => {
    expect(parseReceipt(serializeReceipt(RECEIPT))).toEqual(RECEIPT);
  });

  it('one of before gross, discounts, refunds, tax and tips were known is a receipt too', () => {
    expect(parse({ totals: { currency: 'SGD', lines: 2, quantity: 5, net: 1780 } })).toEqual(RECEIPT);
  });

  it('one without amounts is a receipt too', () => {
    expect(parse({ totals: { ...RECEIPT.totals, net: null } }).totals.net).toBeNull();
  });
});

describe("when a receipt isn't one", () => {
  it.each<[string, object]>([
    ['a field more', { note: '' }],
    ['a field in the totals more', { totals: { ...RECEIPT.totals, margin: 1 } }],
    ['no file digest', { fileSha256: undefined }],
    ['a digest in capitals', { sha256: 'AB'.repeat(32) }],
    ['a digest too short', { evidenceSha256: 'ab'.repeat(31) }],
    ['a number with letters that are not used', { number: 'ILOU0000' }],
    ['a number too long', { number: '7ZK3Q0RVX' }],
    ['a day that never was', { businessDate: '2026-02-30' }],
    ['revision 0', { revision: 0 }],
    ['a revision and a half', { revision: 1.5 }],
    ['money that is no whole number', { totals: { ...RECEIPT.totals, net: 17.8 } }],
    ['a branch that is none', { branch: 'sg-01' }],
    ['a document id that is none', { documentId: '1' }],
    ['a document id in capitals', { documentId: RECEIPT.documentId.toUpperCase() }],
    ['more warnings than anybody reads', { warnings: Array(201).fill(RECEIPT.warnings[0]) }],
  ])('document-malformed for %s', async (_, change) => {
    await expect(() => parse(change)).toFailWith('document-malformed');
  });

  it.each(['', 'null', '[]', '{', '"7ZK3Q0RV"', '\ufeff{}'])('document-malformed for %j', async (text) => {
    await expect(() => parseReceipt(Buffer.from(text))).toFailWith('document-malformed');
  });

  it('document-malformed for any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        await expect(() => parseReceipt(Buffer.from(bytes))).toFailWith('document-malformed');
      }),
    );
  });
});

describe('when a receipt number is read out', () => {
  it('it has eight characters, none of which is heard or seen as another', () => {
    const numbers = Array.from({ length: 500 }, newReceiptNumber);
    for (const number of numbers) expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(new Set(numbers).size).toBe(500);
  });

  it('every character comes up', () => {
    const seen = new Set(Array.from({ length: 500 }, newReceiptNumber).join(''));
    expect([...seen].sort().join('')).toBe('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
  });

  it.each([
    ['7zk3q0rv', '7ZK3Q0RV'],
    [' 7ZK3 Q0RV ', '7ZK3Q0RV'],
    ['7zk3-qorv', '7ZK3Q0RV'],
    ['iLL1 0oO0', '11110000'],
  ])('%j is understood as %s', (said, number) => {
    expect(normalizeReceiptNumber(said)).toBe(number);
  });

  it('any number is understood however it is written', () => {
    const variants = fc.func(fc.constantFrom('', ' ', '-', '\t'));
    fc.assert(
      fc.property(fc.constant(null).map(newReceiptNumber), fc.boolean(), variants, (number, lower, separator) => {
        const spelt = number
          .replaceAll('0', 'O')
          .replaceAll('1', 'l')
          .split('')
          .map((char, i) => char + separator(i));
        const said = lower ? spelt.join('').toLowerCase() : spelt.join('');
        expect(normalizeReceiptNumber(said)).toBe(number);
      }),
    );
  });
});
