import { describe, expect, it } from 'vitest';
import type { MenuState, MenuView } from '../../src/preload/index.ts';
import { announcement } from '../../src/renderer/menu/announcement.ts';
import { WRITTEN } from './written.ts';

const MENU: MenuView = {
  currency: 'SGD',
  digits: 2,
  version: 42,
  signedAt: '2026-11-21T22:00:00Z',
  publishedAt: '2026-11-21T22:00:00Z',
  validFrom: '2026-11-21T22:00:00Z',
  validUntil: null,
  fetchedAt: '2026-11-21T23:00:00Z',
  checkedAt: '2026-11-22T01:12:00Z',
  stale: null,
  items: [],
  changes: [],
};

const heard = (outcome: MenuState['outcome'], changes: Partial<MenuState> = {}): string => {
  const state: MenuState = { menu: MENU, fetching: false, asked: false, outcome, error: null, ...changes };
  return announcement({ heard: state, asking: false }, WRITTEN);
};

describe('of the menu, a screen reader says', () => {
  it('that it is fetched, where somebody asked for it', () => {
    expect(announcement({ heard: undefined, asking: true }, WRITTEN)).toBe('Fetching…');
    expect(announcement({ heard: undefined, asking: false }, WRITTEN)).toBe('');
  });

  it('that it is still the latest to who asked, and nothing of it to who did not', () => {
    expect(heard('latest', { asked: true })).toMatch(/^Already the latest, checked 09:12$/);
    expect(heard('latest')).toBe('');
  });

  it('that a new one came, whoever asked', () => {
    expect([heard('changed'), heard('changed', { asked: true })]).toEqual(Array(2).fill('New: this is version 42'));
  });

  it('that it has ended, whatever the check came to', () => {
    const menu: MenuView = { ...MENU, stale: 'expired', validUntil: '2026-11-21T20:00:00Z' };
    for (const outcome of ['latest', 'changed', 'offline', 'refused'] as const) {
      expect(heard(outcome, { menu })).toMatch(/^This menu ended at 04:00\. Fetch before selling\.$/);
    }
  });

  it('which one is shown while head office is away', () => {
    expect(heard('offline')).toMatch(/^Showing version 42, fetched 07:00\.$/);
  });

  it('nothing of what was refused, which is an alert', () => {
    expect(heard('refused')).toBe('');
    expect(heard('offline', { menu: null })).toBe('');
  });
});
