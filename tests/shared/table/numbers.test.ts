import { describe, expect, it, test } from 'vitest';
import { type DecimalMark, NumberEvidence, parseMoney, parseNumber } from '../../../src/shared/table/numbers.ts';

function evidence(cells: string[]): NumberEvidence {
  const gathered = new NumberEvidence();
  for (const cell of cells) gathered.add(cell);
  return gathered;
}

const money = (cell: string, currency = 'SGD', decimal: DecimalMark | null = null): number | undefined =>
  parseMoney(cell, { currency, decimal })?.minor;

describe('the decimal mark of a file', () => {
  it.each([
    ['9,50', ','],
    ['12.5', '.'],
    ['1.013,00', ','],
    ['"$1,149.00"', '.'],
    ['1 013,00', ','],
    ["1'013.00", '.'],
    ['$ 2.834.201', ','],
    ['1,234,567', '.'],
    ['1,00,000', '.'],
    ['0.500', '.'],
    ['1234,500', ','],
    ['($33.62)', '.'],
    ['-8,90 €', ','],
    ['75.00%', '.'],
    ['EUR 3,20', ','],
    ['１２，５０', ','],
    ['١٢٫٥٠', '.'],
    ['.5', '.'],
  ])('shows in %s: %s', (cell, mark) => {
    expect(evidence([cell, '1.250', '3,000', '17']).decimal()).toBe(mark);
  });

  it.each([
    '1,250',
    '22.11.2026',
    '17',
    '07-03-2022',
    'Tomato, basil',
    'Cola 0,33 l and ice',
    '1.2.3',
    '',
    '-',
    '1300000015734303122',
  ])('does not show in %j', (cell) => {
    expect(evidence([cell]).decimal()).toBeNull();
    expect(evidence([cell]).mixed).toBe(false);
  });

  it('is none where numbers contradict each other, unless hardly any do', () => {
    expect(evidence(['2,00', '2.00']).decimal()).toBeNull();
    expect(evidence(['2,00', '2.00']).mixed).toBe(true);
    const mostly = evidence([...Array<string>(50).fill('2,00'), '2.00']);
    expect(mostly.decimal()).toBe(',');
    expect(mostly.mixed).toBe(false);
  });
});

describe('an amount', () => {
  it.each([
    ['6.50', 650],
    ['12', 1200],
    ['-5', -500],
    ['5-', -500],
    ['−5', -500],
    ['.5', 50],
    ['0', 0],
    ['-0.00', 0],
    ['1,013.00', 101_300],
    ['1.013,00', 101_300],
    ['1 013,00', 101_300],
    ['1\u00a0013,00', 101_300],
    ['1\u202f013,00', 101_300],
    ["1'013.00", 101_300],
    ['1’013.00', 101_300],
    ['1,00,000.00', 10_000_000],
    ['($33.62)', -3362],
    ['$(33.62)', -3362],
    ['-$33.62', -3362],
    ['$-33.62', -3362],
    ['$1,149.00 ', 114_900],
    ['S$ 5', 500],
    ['SGD 5.00', 500],
    ['5.00SGD', 500],
    ['5,-', 500],
    ['5.–', 500],
    ['１２．５０', 1250],
    ['－５', -500],
    ['$ 2.834.201', 283_420_100],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('written %j is %d cents', (cell, cents) => {
    expect(parseMoney(cell, { currency: 'SGD', decimal: null })).toEqual({ minor: cents, rounded: false });
  });

  it.each([
    ['8,90 €', 'EUR', 890],
    ['€8.90', 'EUR', 890],
    ['￥１，２００', 'JPY', 1200],
    ['¥1,200', 'JPY', 1200],
    ['1,200円', 'JPY', 1200],
    ['12,000원', 'KRW', 12_000],
    ['₩12,000', 'KRW', 12_000],
    ['12.80元', 'CNY', 1280],
    ['Rs. 250', 'INR', 25_000],
    ['R$ 12,50', 'BRL', 1250],
    ['12,50 zł', 'PLN', 1250],
    ['Fr. 12.50', 'CHF', 1250],
    ['١٢٫٥٠', 'EGP', 1250],
    ['۱۲', 'IRR', 1200],
    ['1.500', 'KWD', 1500],
    ['1,250.500', 'KWD', 1_250_500],
  ])('written %j in %s is %d minor units', (cell, currency, minor) => {
    expect(money(cell, currency)).toBe(minor);
  });

  it.each([
    '',
    '-',
    'NULL',
    'NONE',
    'ERROR',
    'UNKNOWN',
    'free',
    '75.00%',
    '1.2.3',
    '1,2,3',
    '--5',
    '-(5)',
    '€5',
    '5 EUR',
    '22.11.2026',
    '18:02',
    '1e3',
    '5.',
    '١٢x',
    '99999999999999999999',
    '½',
  ])('is not %j', (cell) => {
    expect(money(cell)).toBeUndefined();
  });

  it("follows the file's decimal mark where one mark has three digits behind it", () => {
    expect(money('1.250', 'EUR', ',')).toBe(125_000);
    expect(money('1,250', 'EUR', '.')).toBe(125_000);
    expect(money('1,250', 'EUR')).toBe(125_000);
    expect(money('1.250', 'KWD', ',')).toBe(1_250_000);
    expect(money('1.250', 'KWD', '.')).toBe(1250);
    expect(parseMoney('1.250', { currency: 'EUR', decimal: '.' })).toEqual({ minor: 125, rounded: false });
  });

  it.each([
    ['1.005', '.', 101],
    ['-1.005', '.', -101],
    ['1.0049', '.', 100],
    ['0.999999', '.', 100],
    ['2,3449', ',', 234],
    ['-0.004', '.', 0],
  ] as const)('finer than a cent, %s, is rounded half away from zero', (cell, decimal, minor) => {
    expect(parseMoney(cell, { currency: 'EUR', decimal })).toEqual({ minor, rounded: true });
  });

  it('is read the same in the few that a file writes in the other convention', () => {
    expect(money('2,50', 'EUR', '.')).toBe(250);
    expect(money('1.250,50', 'EUR', '.')).toBe(125_050);
  });
});

test.each([
  ['2', null, 2],
  ['2.000', null, 2],
  ['1,5', null, 1.5],
  ['1,234', null, 1.234],
  ['1.234', null, 1.234],
  ['1.250', ',', 1250],
  ['1,250', ',', 1.25],
  ['-3', null, -3],
  ['(3)', null, -3],
  ['0.0005', null, 0.001],
  ['１２', null, 12],
  ['1,250', '.', 1250],
  ['2 x', null, undefined],
  ['75%', null, undefined],
  ['', null, undefined],
] as const)('the quantity %j with the mark %j is %d', (cell, decimal, number) => {
  expect(parseNumber(cell, { scale: 3, decimal })).toBe(number);
});
