import { describe, expect, it } from 'vitest';
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

describe("the printed page's footer", () => {
  it('holds a text that cannot end its CSS string', () => {
    expect(cssString('Version 42, “today”')).toBe('"Version 42, “today”"');
    expect(cssString('a"; } @import "x')).toBe('"a\\22 ; } @import \\22 x"');
    expect(cssString('back\\slash\nline')).toBe('"back\\5c slash\\a line"');
  });
});
