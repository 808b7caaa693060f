import { describe, expect, it } from 'vitest';
import { type Change, countChanges, inOrder, newCodes } from '../../src/renderer/menu/changes.ts';
import { en } from '../../src/renderer/strings/en/index.ts';

const changes: Change[] = [
  { kind: 'removed', code: '9', name: 'Popiah' },
  { kind: 'sold-out', code: '3', name: 'Squid' },
  { kind: 'price', code: '1', name: 'Satay', size: null, before: 980, after: 1080 },
  { kind: 'new', code: '2', name: 'Laksa' },
  { kind: 'price', code: '4', name: 'Rojak', size: null, before: null, after: 880 },
];

describe('what changed since the last menu', () => {
  it('is counted by kind, those first that matter first, and none that does not occur', () => {
    expect(countChanges(changes)).toEqual([
      { kind: 'new', count: 1 },
      { kind: 'price', count: 2 },
      { kind: 'sold-out', count: 1 },
      { kind: 'removed', count: 1 },
    ]);
  });

  it('is listed in the same order', () => {
    expect(inOrder(changes).map(({ code }) => code)).toEqual(['2', '1', '4', '3', '9']);
  });

  it('marks as new only what the menu before did not have', () => {
    expect([...newCodes(changes)]).toEqual(['2']);
  });

  it('is said in a line', () => {
    const { summary, kinds } = en.menu.changes;
    const parts = countChanges(changes.slice(1, 4)).map(({ kind, count }) => kinds[kind](count, `${count}`));
    expect(summary(3, '3', parts.join(', '))).toBe('3 changes since your last menu: 1 new, 1 price, 1 sold out');
  });
});
