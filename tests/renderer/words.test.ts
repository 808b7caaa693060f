import { describe, expect, it } from 'vitest';
import { clipped } from '../../src/renderer/app/clipped.ts';
import { inGroups } from '../../src/renderer/app/in-groups.ts';
import { cssString } from '../../src/renderer/menu/css-string.ts';

describe('a fingerprint', () => {
  it('is shown whole, in groups of four', () => {
    const fingerprint = '0123456789abcdef'.repeat(4);
    expect(inGroups(fingerprint).split(' ')).toHaveLength(16);
    expect(inGroups(fingerprint).replaceAll(' ', '')).toBe(fingerprint);
    expect(inGroups(fingerprint)).toMatch(/^0123 4567 /);
  });
});

describe('a long text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['ab😀d', 3, 'ab…'],
    ['ab👩‍👩‍👧d', 8, 'ab…'],
    ['ab👩‍👩‍👧d', 10, 'ab👩‍👩‍👧…'],
    ['e\u0301e\u0301', 3, 'e\u0301…'],
    ['கொழுக்கட்டை', 3, 'கொ…'],
  ])('%s in %i is cut between what people see as characters: %s', (text, most, cut) => {
    expect(clipped(text, most)).toBe(cut);
  });
});

describe("the printed page's footer", () => {
  it('holds a text that cannot end its CSS string', () => {
    expect(cssString('Version 42, “today”')).toBe('"Version 42, “today”"');
    expect(cssString('a"; } @import "x')).toBe('"a\\22 ; } @import \\22 x"');
    expect(cssString('back\\slash\nline')).toBe('"back\\5c slash\\a line"');
  });
});
