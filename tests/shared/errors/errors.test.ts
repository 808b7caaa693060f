import { describe, expect, it } from 'vitest';
import { asSpamsError, ERRORS, type ErrorCode, hasCode, isErrorCode, SpamsError } from '../../../src/shared/errors.ts';

const CODES = Object.keys(ERRORS) as ErrorCode[];
const PLACE = /\{(\w+)\}/g;

/** A value for every place that this code's messages hold. */
function paramsOf(code: ErrorCode): Record<string, string> {
  const { happened, means, next } = ERRORS[code];
  const names = [...`${happened} ${means} ${next}`.matchAll(PLACE)].map(([, name]) => name!);
  return Object.fromEntries(names.map((name) => [name, `Given ${name}`]));
}

const messagesOf = (code: ErrorCode): string[] =>
  Object.values(new SpamsError(code, { params: paramsOf(code) }).person());

describe.each(CODES)('%s', (code) => {
  it('tells a person in three sentences what happened, what it means and what to do', () => {
    const messages = messagesOf(code);
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message).toMatch(/^[A-Z].{5,}[.!?]$/);
  });

  it('fills every place in its messages', () => {
    const text = messagesOf(code).join(' ');
    expect(text).not.toMatch(/[{}]|undefined/);
    for (const value of Object.values(paramsOf(code))) expect(text).toContain(value);
  });

  it('speaks no jargon', () => {
    const text = messagesOf(code).join(' ').replaceAll('TLS inspection', '');
    expect(text).not.toMatch(/\b(CMS|PKCS|ETag|TLS|payload|422|null|DER|ASN\.1|CRL|SHA|RSA|HTTP|EACCES|ENOENT)\b/i);
  });

  it('has an exit code of the contract, and a status of an error when the office answers with it', () => {
    const { exit, status = 400 } = ERRORS[code];
    expect([1, 2, 3, 4, 5]).toContain(exit);
    expect(status >= 400 && status < 600).toBe(true);
  });

  it("tells an operator the cause in sentences that don't repeat what happened", () => {
    const { cause, happened } = ERRORS[code];
    expect(cause).toMatch(/^[A-Z`].{20,}[.]$/);
    expect(cause).not.toContain(happened);
  });

  it('exits with 3 when the office found it, or with 5 when the office could not', () => {
    expect(new SpamsError(code, { remote: true }).exitCode).toBe(ERRORS[code].exit === 5 ? 5 : 3);
  });
});

describe('exit codes', () => {
  it.each<[code: ErrorCode, exit: number]>([
    ['usage', 2],
    ['invite-malformed', 2],
    ['invite-refused', 3],
    ['certificate-revoked', 3],
    ['signature-invalid', 4],
    ['menu-rollback', 4],
    ['root-mismatch', 4],
    ['office-unreachable', 5],
    ['host-unknown', 5],
    ['office-busy', 5],
    ['passphrase-wrong', 1],
    ['internal-error', 1],
  ])('%s ends a command with %d', (code, exit) => {
    expect(new SpamsError(code).exitCode).toBe(exit);
  });

  it('of what the office found wrong with us is 3, though it were 4 if we had found it', () => {
    expect(new SpamsError('signature-invalid', { remote: true }).exitCode).toBe(3);
    expect(new SpamsError('office-busy', { remote: true }).exitCode).toBe(5);
  });
});

describe('SpamsError', () => {
  it("keeps the operator's detail and the cause away from the person's message", () => {
    const cause = new Error('connect ECONNREFUSED 192.0.2.7:8443');
    const error = new SpamsError('office-unreachable', { detail: 'GET /v1/menu failed', cause });
    expect(error.message).toBe('GET /v1/menu failed');
    expect(error.cause).toBe(cause);
    expect(Object.values(error.person()).join(' ')).not.toMatch(/ECONNREFUSED|192\.0\.2\.7|menu/);
  });

  it("has the person's words as its message when there is no detail", () => {
    const error = new SpamsError('document-too-large', { params: { limit: '64 MB' } });
    expect(error.message).toBe('The file is larger than 64 MB.');
  });

  it('never fills a place twice: what a person typed may hold braces', () => {
    const error = new SpamsError('already-exists', { params: { what: 'Branch {path}' } });
    expect(error.person().happened).toBe('Branch {path} already exists.');
  });
});

describe('telling errors apart', () => {
  it('knows its own codes and nothing that every object has', () => {
    expect(isErrorCode('not-opened')).toBe(true);
    for (const value of ['toString', '__proto__', 'constructor', '', 'NOT-OPENED', undefined, 7]) {
      expect(isErrorCode(value)).toBe(false);
    }
  });

  it('hasCode is true for a SpamsError of one of the codes only', () => {
    const error = new SpamsError('not-opened');
    expect(hasCode(error, 'menu-none', 'not-opened')).toBe(true);
    expect(hasCode(error, 'menu-none')).toBe(false);
    expect(hasCode(Object.assign(new Error('x'), { code: 'not-opened' }), 'not-opened')).toBe(false);
  });

  it('asSpamsError leaves ours as it is and wraps all else as internal-error', () => {
    const ours = new SpamsError('menu-none');
    expect(asSpamsError(ours)).toBe(ours);
    const foreign = new TypeError('x is not a function');
    expect(asSpamsError(foreign)).toMatchObject({
      code: 'internal-error',
      message: 'x is not a function',
      cause: foreign,
    });
    expect(asSpamsError('thrown text')).toMatchObject({ code: 'internal-error', message: 'thrown text' });
  });
});
