import { describe, expect, it } from 'vitest';
import { clockWords } from '../../src/renderer/settings/clock-words.ts';
import { WRITTEN } from './written.ts';

describe("this PC's clock", () => {
  it.each([
    [null, false, 'Not checked yet'],
    [0.42, false, 'Right, to within 0.4 seconds'],
    [-1.9, false, 'Right, to within 1.9 seconds'],
    [840, true, '14 minutes slow'],
    [-45, true, '45 seconds fast'],
  ])('%j s off (%s) reads as: %s', (offset, isOff, written) => {
    expect(clockWords({ offset, isOff, source: 'office' }, WRITTEN)).toBe(written);
  });
});
