import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../../../src/shared/errors.ts';
import { formatInvite, type Invite, parseInvite } from '../../../src/shared/pki/invite.ts';

const INVITE: Invite = {
  url: 'https://office.example.org:8443',
  root: '0123456789abcdef'.repeat(4),
  id: 'Zk3_x-9Qw1',
  code: 'AbCdEfGhIjKlMnOpQrStUv',
  office: 'Pâtisserie 東京',
  role: 'device',
  branch: 'SG-01',
  holder: 'main',
};

const text = formatInvite(INVITE);
/** An invite of this JSON, whatever it is. */
const inviteOf = (json: string): string => `spams1.${Buffer.from(json).toString('base64url')}`;
const withField = (changes: Record<string, unknown>): string => inviteOf(JSON.stringify({ ...INVITE, ...changes }));

describe('an invite', () => {
  it('is one string that starts with spams1. and has no white space', () => {
    expect(text).toMatch(/^spams1\.[A-Za-z0-9_-]+$/);
  });

  it('reads back as it was', () => {
    expect(parseInvite(text)).toEqual(INVITE);
    expect(parseInvite(formatInvite({ ...INVITE, role: 'manager', holder: 'mei' }))).toMatchObject({ role: 'manager' });
  });

  it('survives white space wherever a mail program puts it', () => {
    expect(parseInvite(`\r\n  ${text}\t\n`)).toEqual(INVITE);
    expect(parseInvite(text.match(/.{1,20}/g)!.join('\r\n  '))).toEqual(INVITE);
    expect(parseInvite(text.split('').join('\u00a0'))).toEqual(INVITE);
  });
});

describe('when it is no invite', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['words', 'please send me an invite'],
    ['another version', text.replace('spams1.', 'spams2.')],
    ['the prefix in capitals', text.replace('spams1.', 'SPAMS1.')],
    ['the prefix alone', 'spams1.'],
    ['no prefix', text.slice('spams1.'.length)],
    ['a text around it', `Your invite: ${text}`],
    ['its first half', text.slice(0, text.length / 2)],
    ['two of it', text + text],
    ['10,000 bytes', text.padEnd(10_000, 'A')],
    ['10,000 bytes of white space after it', text.padEnd(10_000)],
    ['no JSON', inviteOf('hello')],
    ['null', inviteOf('null')],
    ['a list', inviteOf(JSON.stringify([INVITE]))],
    ['a field too many', withField({ admin: true })],
    ['a field missing', withField({ code: undefined })],
    ['http', withField({ url: 'http://office.example.org' })],
    ['another scheme', withField({ url: 'javascript:alert(1)' })],
    ['no URL', withField({ url: 'office.example.org' })],
    ['half a fingerprint', withField({ root: INVITE.root.slice(32) })],
    ['a fingerprint in capitals', withField({ root: INVITE.root.toUpperCase() })],
    ['a short code', withField({ code: INVITE.code.slice(1) })],
    ['a code of other characters', withField({ code: `${INVITE.code.slice(1)}+` })],
    ['an id with a path', withField({ id: '../../../etc' })],
    ['another role', withField({ role: 'office-signing' })],
    ['a branch in small letters', withField({ branch: 'sg-01' })],
    ['a holder in capitals', withField({ holder: 'MAIN' })],
  ])('it throws on %s', async (_, invite) => {
    await expect(() => parseInvite(invite)).toFailWith('invite-malformed');
  });

  it('it throws wherever it is cut off', async () => {
    for (let length = 0; length < text.length - 1; length += 1) {
      await expect(() => parseInvite(text.slice(0, length)), `cut to ${length}`).toFailWith('invite-malformed');
    }
  });

  it('whatever text comes, it throws invite-malformed and nothing else', () => {
    const anyInvite = fc.oneof(fc.string(), fc.string().map(inviteOf), fc.json().map(inviteOf));
    fc.assert(
      fc.property(anyInvite, (invite) => {
        expect(thrownBy(() => parseInvite(invite))).toSatisfy((error) => hasCode(error, 'invite-malformed'));
      }),
    );
  });
});

describe('the one-time code', () => {
  it('stands in no error, whichever character was changed', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'z', '5', '-', '.', '{'), (position, character) => {
        const error = thrownBy(() => parseInvite(text.slice(0, position) + character + text.slice(position + 1)));
        expect(quoted(error)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['when another field is wrong', { branch: 'sg-01' }],
    ['when the code is too long', { code: `${INVITE.code}${INVITE.code}` }],
    ['when it is under another name', { [INVITE.code]: INVITE.code }],
  ])('stands in no error %s', (_, changes) => {
    const error = thrownBy(() => parseInvite(withField(changes)));
    expect(hasCode(error, 'invite-malformed')).toBe(true);
    expect(quoted(error)).toBe(false);
  });

  it('stands in no error when an invite is not to be written', () => {
    const error = thrownBy(() => formatInvite({ ...INVITE, branch: 'sg-01' }));
    expect(error).toBeInstanceOf(Error);
    expect(quoted(error)).toBe(false);
  });

  /** Whether an error, with all that hangs on it, quotes the code, plain or as the invite holds it. */
  function quoted(error: unknown): boolean {
    const shown = inspect(error, { depth: null, showHidden: true });
    const encoded = Buffer.from(INVITE.code).toString('base64url').slice(2, -2);
    return [INVITE.code, encoded, text.slice(60, 80)].some((secret) => shown.includes(secret));
  }
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
