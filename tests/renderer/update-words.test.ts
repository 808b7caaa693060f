import { describe, expect, it } from 'vitest';
import type { UpdatesView } from '../../src/main/app/views.ts';
import { updateWords } from '../../src/renderer/settings/update-words.ts';
import { WRITTEN } from './written.ts';

const AT = '2026-11-22T01:12:00.000Z';
const error = { code: 'update-unreachable', happened: '', means: '', next: '' } as const;

const words = (view: Partial<UpdatesView>) =>
  updateWords(
    { version: '1.2.3', state: 'idle', offered: null, checkedAt: null, error: null, waits: false, ...view },
    WRITTEN.strings,
  );

describe('newer versions', () => {
  it.each<[Partial<UpdatesView>, RegExp]>([
    [{ state: 'off' }, /^Head office hasn't turned updates on/],
    [{ state: 'unsigned' }, /isn't signed/],
    [{ state: 'for-all-users' }, /installed for all users/],
    [{ state: 'not-installed' }, /wasn't installed/],
    [{}, /^SPAMS will look .* in a few minutes/],
    [{ checkedAt: AT }, /^This is the newest version/],
    [{ checkedAt: AT, error }, /^SPAMS tries again by itself/],
    [{ checkedAt: AT, waits: true }, /^Sales are being sent/],
    [{ state: 'checking' }, /^Looking/],
    [{ state: 'downloading', offered: '1.3.0' }, /version 1\.3\.0/],
    [{ state: 'ready', offered: '1.3.0' }, /^Version 1\.3\.0 is here.*what is queued is kept/],
    [{ state: 'ready', offered: '1.3.0', error }, /^Version 1\.3\.0 is here/],
  ])('%j reads %s', (view, said) => {
    expect(words(view)).toMatch(said);
  });
});
