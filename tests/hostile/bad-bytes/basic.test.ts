import { describe, expect, it } from 'vitest';
import { readBasic } from '../../../src/server/http/simpleenroll.ts';
import { basic } from '../../support/est.ts';

const ID = 'abcdefgh';
const CODE = 'A'.repeat(22);
const GOOD = basic(ID, CODE);

const encoded = (text: string): string => `Basic ${Buffer.from(text, 'latin1').toString('base64')}`;

describe('the authorization header of an enrolment', () => {
  it.each([GOOD, GOOD.replace('Basic', 'basic')])('gives id and code out of %s', (header) => {
    expect(readBasic(header)).toEqual({ invite: ID, code: CODE });
  });

  it.each<[what: string, header: string | undefined]>([
    ['there is none', undefined],
    ['it is empty', ''],
    ['it is of another scheme', GOOD.replace('Basic', 'Bearer')],
    ['it has no credentials', 'Basic '],
    ['it has two spaces', GOOD.replace(' ', '  ')],
    ['it is there twice, as node joins them', `${GOOD}, ${GOOD}`],
    ['something follows it', `${GOOD} x`],
    ['a line end follows it', `${GOOD}\n`],
    ['it is base64url', 'Basic _-__:_'],
    ['it has no colon', encoded(ID)],
    ['it has no id', encoded(`:${CODE}`)],
    ['it has no code', encoded(`${ID}:`)],
    ['its id is too long', encoded(`${'x'.repeat(65)}:${CODE}`)],
    ['its code is too long', encoded(`${ID}:${'x'.repeat(65)}`)],
    ['it is longer than any', `Basic ${'QUJD'.repeat(100_000)}`],
  ])('invite-refused when %s', async (_, header) => {
    await expect(() => readBasic(header)).toFailWith('invite-refused');
  });
});
