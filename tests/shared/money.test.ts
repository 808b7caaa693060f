import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { currencyDigits, formatAmount, isCurrency, parseAmount } from '../../src/shared/money.ts';

test('a currency has the digits that ISO 4217 gives it', () => {
  expect(['EUR', 'JPY', 'KWD', 'COP', 'IDR', 'CLF'].map(currencyDigits)).toEqual([2, 0, 3, 2, 2, 4]);
});

test('only three capital letters that the platform knows are a currency', () => {
  expect(['SGD', 'USD', 'sgd', 'SG', 'XYZ', 'S$', ''].filter(isCurrency)).toEqual(['SGD', 'USD']);
});

describe('parseAmount', () => {
  it.each([
    ['6.50', 650],
    ['6,50', 650],
    ['6.5', 650],
    ['6', 600],
    ['.50', 50],
    ['0', 0],
    ['1,149.00', 114_900],
    ['1.149,00', 114_900],
    ['1 149,00', 114_900],
    ['1\u00a0149,00', 114_900],
    ["1'149.00", 114_900],
    ['1.234.567', 123_456_700],
    ['1,00,000.00', 10_000_000],
    ['1.99000000', 199],
  ])('reads %s euros as %i cents', (text, cents) => {
    expect(parseAmount(text, 'EUR')).toBe(cents);
  });

  it.each([
    ['-5', -500],
    ['5-', -500],
    ['−5.00', -500],
    ['(33.62)', -3362],
    ['($33.62)', -3362],
    ['$(33.62)', -3362],
    ['-$5', -500],
    ['$-5', -500],
    ['+5', 500],
    ['-0', 0],
  ])('reads the sign of %s', (text, cents) => {
    expect(parseAmount(text, 'USD')).toBe(cents);
  });

  it.each([
    ['8,90 €', 'EUR', 890],
    ['€8.90', 'EUR', 890],
    ['EUR 8.90', 'EUR', 890],
    ['8.90 eur', 'EUR', 890],
    ['$1,149.00 ', 'USD', 114_900],
    ['S$ 6.50', 'SGD', 650],
    ['$6.50 SGD', 'SGD', 650],
    ['RM12.90', 'MYR', 1290],
    ['¥650', 'JPY', 650],
    ['$ 2.834.201', 'COP', 283_420_100],
  ])('reads %s as %s', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it.each([
    ['€5', 'SGD'],
    ['USD 5', 'SGD'],
    ['US$5', 'SGD'],
    ['5 €', 'USD'],
  ])('does not take %s for %s', (text, currency) => {
    expect(parseAmount(text, currency)).toBeUndefined();
  });

  it.each([
    ['1,234', 'EUR', 123_400],
    ['1.234', 'EUR', 123_400],
    ['1,234', 'JPY', 1234],
    ['1.234', 'KWD', 1234],
    ['1,234', 'KWD', 1234],
    ['1,234.500', 'KWD', 1_234_500],
    ['0.500', 'EUR', 50],
    ['1234.500', 'EUR', 123_450],
  ])('decides %s by the digits of %s', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  it.each([
    '',
    ' ',
    '-',
    '()',
    '.',
    '5.',
    'free',
    'NULL',
    '75.00%',
    '1.2,3.4',
    '12,34.5,6',
    '1,2,3',
    '--5',
    '(-5)',
    '-(5)',
    '5 6',
    '6.505.1',
    '6.5051',
    '1e3',
    '0x10',
    'Infinity',
    '６.50',
    '9007199254740993',
    '90071992547409.92',
    `${'0'.repeat(50)}1`,
  ])('finds no amount in "%s"', (text) => {
    expect(parseAmount(text, 'EUR')).toBeUndefined();
  });

  it('reads the largest safe amount', () => {
    expect(parseAmount('90071992547409.91', 'EUR')).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('formatAmount', () => {
  it.each([
    [650, 'SGD', '6.50'],
    [-5, 'SGD', '-0.05'],
    [0, 'SGD', '0.00'],
    [650, 'JPY', '650'],
    [1234, 'KWD', '1.234'],
  ])('writes %i %s as %s', (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });

  it('writes what parseAmount reads back', () => {
    const currency = fc.constantFrom('SGD', 'JPY', 'KWD', 'CLF');
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        currency,
        (minor, code) => parseAmount(formatAmount(minor, code), code) === minor,
      ),
    );
  });
});
