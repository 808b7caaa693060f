import { describe, expect, it } from 'vitest';
import { quoted, WarningList } from '../../../src/shared/table/warnings.ts';

describe('a list of warnings', () => {
  it('needs review only once a warning does', () => {
    const warnings = new WarningList();
    warnings.add('total-row', 7);
    expect(warnings.needsReview).toBe(false);
    warnings.add('name-missing', 8);
    expect(warnings.needsReview).toBe(true);
    expect(warnings.list()).toEqual([
      { code: 'total-row', row: 7, text: 'This row is a total or tax, so it was not added to the sales.' },
      { code: 'name-missing', row: 8, text: 'This row has no item name, so it was left out.' },
    ]);
  });

  it('keeps a hundred and counts the others', () => {
    const warnings = new WarningList();
    for (let row = 2; row <= 251; row += 1) warnings.add('name-missing', row);
    const list = warnings.list();
    expect(list).toHaveLength(101);
    expect(list.at(-1)).toEqual({
      code: 'more-warnings',
      row: null,
      text: 'There were more warnings than these: 150.',
    });
  });

  it('keeps room for what needs a person behind many notes', () => {
    const warnings = new WarningList();
    for (let row = 2; row <= 201; row += 1) warnings.add('total-row', row);
    warnings.add('name-missing', 202);
    warnings.add('nothing-read');
    const codes = warnings.list().map((warning) => warning.code);
    expect(codes).toContain('name-missing');
    expect(codes[0]).toBe('nothing-read');
    expect(warnings.list().at(-1)?.text).toBe('There were more warnings than these: 150.');
  });

  it('never takes a value for a place to fill', () => {
    const warnings = new WarningList();
    warnings.add('quantity-ambiguous', 2, { value: '{read}', read: '{value}' });
    expect(warnings.list()[0]?.text).toBe('The quantity {read} was read as {value}.');
  });
});

describe('a quoted value', () => {
  it('is on one line and at most sixty characters, never half of one', () => {
    expect(quoted(' a\n\tb ')).toBe('“a b”');
    expect(quoted('😀'.repeat(100))).toBe(`“${'😀'.repeat(60)}…”`);
  });
});
