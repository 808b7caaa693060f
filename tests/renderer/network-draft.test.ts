import { describe, expect, it } from 'vitest';
import type { NetworkView } from '../../src/preload/index.ts';
import { choiceOf, complaintsOf, draftOf, keepsPassword } from '../../src/renderer/settings/network-draft.ts';

const VIEW: NetworkView = {
  way: 'manual',
  host: 'proxy.example.com',
  port: 3128,
  user: 'mei',
  hasPassword: true,
  proxy: null,
  issuer: null,
};
const DRAFT = draftOf(VIEW);

describe('what stands in the fields', () => {
  it.each(['proxy', ' proxy.example.com ', '10.0.0.1', '2001:db8::1', 'прокси.example'])('%j is an address', (host) => {
    expect(complaintsOf({ ...DRAFT, host })).toEqual([]);
  });

  it.each(['', 'http://proxy', 'proxy:3128', 'mei@proxy', 'a b', '-a'])('%j is no address', (host) => {
    expect(complaintsOf({ ...DRAFT, host })).toEqual(['host']);
  });

  it.each(['', '0', '65536', '80a', '-1', '8.5'])('%j is no port', (port) => {
    expect(complaintsOf({ ...DRAFT, port })).toEqual(['port']);
  });

  it('a user has no colon; what is wrong in fields that are not shown is no matter', () => {
    expect(complaintsOf({ ...DRAFT, user: 'a:b' })).toEqual(['user']);
    expect(complaintsOf({ ...DRAFT, host: '', port: '', way: 'none' })).toEqual([]);
  });

  it('is taken without the spaces around it; an empty field is none', () => {
    expect(choiceOf({ way: 'manual', host: ' a ', port: ' 80 ', user: ' mei ', password: ' kaya ' })).toEqual({
      way: 'manual',
      host: 'a',
      port: 80,
      user: 'mei',
      password: ' kaya ',
    });
    expect(choiceOf({ ...DRAFT, user: ' ' })).toMatchObject({ user: null, password: null });
    expect(choiceOf({ ...DRAFT, way: 'system' })).toEqual({ way: 'system' });
  });

  it('an empty password means the kept one for the same user of the same proxy alone', () => {
    expect(keepsPassword(DRAFT, VIEW)).toBe(true);
    expect(keepsPassword(DRAFT, { ...VIEW, hasPassword: false })).toBe(false);
    for (const other of [{ host: 'a' }, { port: '1' }, { user: 'tan' }]) {
      expect(keepsPassword({ ...DRAFT, ...other }, VIEW)).toBe(false);
    }
  });
});
