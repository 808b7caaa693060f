import { describe, expect, it } from 'vitest';
import type { CorrectionView } from '../../src/preload/index.ts';
import { give, hintsOf, isCutAnew, saidOf } from '../../src/renderer/day/correction.ts';

/** A file with the columns Dish and Sum, the first of which was taken for the item. */
const READ: CorrectionView = {
  hints: {},
  isCorrected: false,
  isForOthers: true,
  delimiter: ';',
  decimal: ',',
  dates: null,
  headers: ['Dish', 'Sum'],
  columns: [
    ['item', 'Dish'],
    ['category', null],
    ['net', null],
    ['void', null],
  ],
};

describe('what a person corrects', () => {
  it('is nothing as long as they change nothing', () => {
    expect(hintsOf(READ, saidOf(READ))).toEqual({ columns: {} });
  });

  it('is what they change, beside what they said before', () => {
    const before = { ...READ, hints: { dates: 'dmy' as const, columns: { item: 'Dish' } } };
    const said = { ...saidOf(before), decimal: '.' as const };
    const columns = give(said.columns, 'net', 'Sum');
    expect(hintsOf(before, { ...said, columns })).toEqual({
      dates: 'dmy',
      decimal: '.',
      columns: { item: 'Dish', net: 'Sum' },
    });
  });

  it('gives a column to one role alone', () => {
    const { columns } = saidOf(READ);
    expect(hintsOf(READ, { ...saidOf(READ), columns: give(columns, 'category', 'Dish') })).toEqual({
      columns: { category: 'Dish', item: null },
    });
    expect(give(columns, 'void', null)).toEqual(columns);
  });

  it('can be which rows are void', () => {
    const given = give(READ.columns, 'void', 'Sum');
    expect(hintsOf(READ, { ...saidOf(READ), columns: given })).toEqual({ columns: { void: 'Sum' } });
    const shown = { ...READ, columns: given };
    expect(hintsOf(shown, { ...saidOf(shown), columns: READ.columns })).toEqual({ columns: { void: null } });
  });

  it('forgets the columns when the rows are cut at another mark', () => {
    const before = { ...READ, hints: { columns: { item: 'Dish' } } };
    expect(hintsOf(before, { ...saidOf(before), delimiter: '|' })).toEqual({ delimiter: '|', columns: {} });
  });

  it('keeps the columns when the mark that was found is said to be right', () => {
    const columns = give(READ.columns, 'net', 'Sum');
    const said = { ...saidOf(READ), delimiter: ';' as const, columns };
    expect(hintsOf(READ, said)).toEqual({ delimiter: ';', columns: { net: 'Sum' } });
  });
});

describe('the rows of a file', () => {
  const SAID = { ...READ, delimiter: null, hints: { delimiter: '|' as const } };

  it.each([
    ['as they were found', READ, undefined, false],
    ['as they were found, said once more', READ, ';', false],
    ['as was said before', SAID, '|', false],
    ['at another mark', READ, '|', true],
    ['at another mark than was said before', SAID, ';', true],
    ['as SPAMS would again', SAID, undefined, true],
  ] as const)('are to be cut %s', (_, correction, delimiter, isAnew) => {
    expect(isCutAnew(correction, { ...saidOf(correction), delimiter })).toBe(isAnew);
  });
});
