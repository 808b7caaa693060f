import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntity, serializeEntity } from '../../../src/shared/cms/entity.ts';
import { hasCode } from '../../../src/shared/errors.ts';
import { CLOSING, MENU } from './entities.ts';

const closing = serializeEntity(CLOSING).toString('latin1');
const menu = serializeEntity(MENU).toString('latin1');
const BODY = CLOSING.body.toString('latin1');
/** The header's lines, without what ends each. */
const LINES = closing.slice(0, -`\r\n\r\n${BODY}`.length).split('\r\n');
const INDICES = LINES.map((line, index) => [index, line.split(':')[0]!] as const);

const entity = (lines: string[], lineEnd = '\r\n'): Buffer =>
  Buffer.from(`${lines.join(lineEnd)}${lineEnd}${lineEnd}${BODY}`, 'latin1');

/** The closing with `text` put in the place of `found`, which must be there. */
function swapped(found: string, text: string): Buffer {
  expect(closing).toContain(found);
  return Buffer.from(closing.replace(found, text), 'latin1');
}

async function refuses(bytes: Buffer, what?: string): Promise<void> {
  await expect(() => parseEntity(bytes), what).toFailWith('document-malformed');
}

describe('parseEntity', () => {
  it.each([
    '{}',
    '{"columns":{}}',
    'null',
    '{',
    '{"dates": "dmy"}',
    '{"dates":"dmy","dates":"dmy"}',
    '{"decimal":",","dates":"dmy"}',
    '{"dates":"ydm"}',
    '{"columns":{"price":"Price"}}',
    '{"columns":{"item":""}}',
    '{"columns":{"item":"\\u0041"}}',
    '{"columns":{"item":"caf\u00e9"}}',
    '{"columns":{"item":"caf\\u00E9"}}',
    '{"encoding":"utf-8"}',
    `{"columns":{"item":"${'x'.repeat(201)}"}}`,
  ])('throws on the hints %s', async (hints) => {
    await refuses(swapped('SPAMS-Revision: 1', `SPAMS-Revision: 1\r\nSPAMS-Reading: ${hints}`));
  });

  it('takes the lines that these tests spoil', () => {
    expect(parseEntity(entity(LINES))).toEqual(CLOSING);
  });

  describe.each(INDICES)('when line %d, %s, is wrong, it throws', (index) => {
    const line = LINES[index]!;

    it.each<[what: string, lines: string[]]>([
      ['missing', LINES.toSpliced(index, 1)],
      ['doubled', LINES.toSpliced(index, 0, line)],
      ['doubled at the end', [...LINES, line]],
      ['out of order', LINES.toSpliced(index, 1).toSpliced((index + 1) % LINES.length, 0, line)],
      ['folded', LINES.with(index, line.replace(': ', ':\r\n '))],
      ['folded at its end', LINES.with(index, `${line}\r\n\t`)],
      [
        'of a lower-case name',
        LINES.with(
          index,
          line.replace(/^[^:]+/, (name) => name.toLowerCase()),
        ),
      ],
      ['without a space', LINES.with(index, line.replace(': ', ':'))],
      ['with two spaces', LINES.with(index, line.replace(': ', ':  '))],
      ['with a space before the colon', LINES.with(index, line.replace(':', ' :'))],
      ['with a space at its end', LINES.with(index, `${line} `)],
      ['with NUL at its end', LINES.with(index, `${line}\u0000`)],
      ['with a byte over 127', LINES.with(index, `${line}\u00e9`)],
      ['with a comment', LINES.with(index, `${line} (of the day)`)],
      ['empty', LINES.with(index, line.replace(/: .*/, ': '))],
      ['without a colon', LINES.with(index, line.replace(':', ''))],
      ['preceded by one of another name', LINES.toSpliced(index, 0, 'Subject: closing')],
      ['ended by LF alone', LINES.toSpliced(index, 2, `${line}\n${LINES[index + 1] ?? 'X: y'}`)],
      ['ended by CR alone', LINES.toSpliced(index, 2, `${line}\r${LINES[index + 1] ?? 'X: y'}`)],
    ])('%s', async (_, lines) => {
      await refuses(entity(lines));
    });
  });

  describe('when the header as a whole is wrong, it throws', () => {
    it.each<[what: string, bytes: Buffer]>([
      ['LF only', entity(LINES, '\n')],
      ['all names in lower case', entity(LINES.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase())))],
      ['nothing at all', Buffer.alloc(0)],
      ['no header', Buffer.from(`\r\n\r\n${BODY}`)],
      ['a blank line in front', Buffer.from(`\r\n${closing}`, 'latin1')],
      ['a byte order mark', Buffer.concat([Buffer.from('\ufeff'), Buffer.from(closing, 'latin1')])],
      ['MIME-Version in front', entity(['MIME-Version: 1.0', ...LINES])],
      ["a closing's lines in a menu", swapped('SPAMS-Document: closing', 'SPAMS-Document: menu')],
      ["a menu's lines in a closing", Buffer.from(menu.replace('SPAMS-Document: menu', 'SPAMS-Document: closing'))],
      ['a kind that there is not', swapped('SPAMS-Document: closing', 'SPAMS-Document: order')],
      ['JSON in a closing', swapped('application/octet-stream', 'application/json')],
      ['another encoding', swapped('Encoding: binary', 'Encoding: base64')],
    ])('%s', async (_, bytes) => {
      await refuses(bytes);
    });
  });

  it.each([
    ['a version 4', '019cb5a2-7c00-4abc-8def-0123456789ab'],
    ['another variant', '019cb5a2-7c00-7abc-cdef-0123456789ab'],
    ['upper case', '019CB5A2-7C00-7ABC-8DEF-0123456789AB'],
    ['a digit short', '019cb5a2-7c00-7abc-8def-0123456789a'],
    ['a letter that is no digit', '019cb5a2-7c00-7abc-8def-0123456789ag'],
    ['a path', '../../etc/passwd'],
  ])('when the id is %s, it throws', async (_, id) => {
    await refuses(swapped(CLOSING.header.id, id));
  });

  it.each([
    ['another weekday', 'Tue, 23 Nov 2026 10:00:00 +0000'],
    ['no weekday', '23 Nov 2026 10:00:00 +0000'],
    ['GMT', 'Mon, 23 Nov 2026 10:00:00 GMT'],
    ['another zone', 'Mon, 23 Nov 2026 18:00:00 +0800'],
    ['a zone of -0000', 'Mon, 23 Nov 2026 10:00:00 -0000'],
    ['a day that does not exist', 'Tue, 31 Nov 2026 10:00:00 +0000'],
    ['an hour that does not exist', 'Mon, 23 Nov 2026 24:00:00 +0000'],
    ['ISO 8601', '2026-11-23T10:00:00Z'],
    ['two digits of a year', 'Mon, 23 Nov 26 10:00:00 +0000'],
    ['words', 'today'],
  ])('when the date has %s, it throws', async (_, date) => {
    await refuses(swapped('Mon, 23 Nov 2026 10:00:00 +0000', date));
  });

  it.each([
    ['Business-Date', ['2026-02-30', '2026-13-01', '2026-11-2', '20261122', '0000-00-00', '2026-11-22T00:00:00Z']],
    ['Part', ['Main', 'a/b', '..', 'x'.repeat(33), 'två']],
    ['Revision', ['0', '-1', '01', '+1', '1.0', '1e0', '0x1', '10000', 'one', 'NaN', 'Infinity']],
    ['Branch', ['sg-01', 'SG 01', 'SG/01', 'X'.repeat(33)]],
  ])('when SPAMS-%s is out of its form, it throws', async (name, values) => {
    const line = LINES.findIndex((each) => each.startsWith(`SPAMS-${name}: `));
    for (const value of values) await refuses(entity(LINES.with(line, `SPAMS-${name}: ${value}`)), value);
  });

  it.each([
    'mei',
    'mailto:mei@example.org',
    'urn:other:office:signing',
    'URN:spams:office:signing',
    'urn:spams:',
    'urn:spams:a b',
  ])('when an address is %s, it throws', async (address) => {
    await refuses(swapped(CLOSING.header.from, address));
    await refuses(swapped(CLOSING.header.to, address));
  });

  it.each([
    ['CR LF', 'day%0D%0ASPAMS-Branch%3A%20SG-02'],
    ['CR', 'day%0Dend'],
    ['LF', 'day%0Aend'],
    ['NUL', 'day%00end'],
    ['a folder', 'a%2Fb'],
    ['a Windows folder', 'a%5Cb'],
    ['the folder above', '..'],
    ['the folder above, encoded', '%2E%2E'],
    ['the folder itself', '.'],
    ['nothing', ''],
    ['256 bytes', 'x'.repeat(256)],
    ['lower-case hexadecimal', '%e6%97%a5'],
    ['a letter encoded that needs not be', '%61'],
    ['a letter not encoded that must be', 'a(b'],
    ['half an escape', 'a%E'],
    ['a byte that is not UTF-8', '%FF'],
    ['an overlong NUL', '%C0%80'],
    ['half a surrogate pair', '%ED%A0%80'],
    ['a second parameter', 'day.csv; size=1'],
  ])('when the file name holds %s, it throws', async (_, encoded) => {
    await refuses(swapped('day%20end%20%E6%97%A5%27s%20%281%29.csv', encoded));
  });

  it.each([
    'attachment; filename="day.csv"',
    "inline; filename*=UTF-8''day.csv",
    "attachment; filename*=utf-8''day.csv",
    "attachment; filename*=ISO-8859-1''day.csv",
    "attachment; filename*=UTF-8'en'day.csv",
    'attachment',
  ])('when the disposition is %s, it throws', async (disposition) => {
    const line = LINES.findIndex((each) => each.startsWith('Content-Disposition: '));
    await refuses(entity(LINES.with(line, `Content-Disposition: ${disposition}`)));
  });

  it('when it is cut off anywhere before its body, it throws', async () => {
    const bytes = Buffer.from(closing, 'latin1');
    for (let length = 0; length < bytes.length - BODY.length; length += 1) {
      await refuses(bytes.subarray(0, length), `cut to ${length} bytes`);
    }
  });

  it('when any byte of its header is another, it throws or says something else in the same form', () => {
    const header = closing.length - BODY.length;
    fc.assert(
      fc.property(fc.nat(header - 1), fc.integer({ min: 1, max: 255 }), (position, mask) => {
        const bytes = Buffer.from(closing, 'latin1');
        bytes[position]! ^= mask;
        let read: ReturnType<typeof parseEntity> | undefined;
        try {
          read = parseEntity(bytes);
        } catch (error) {
          expect(error).toSatisfy((thrown) => hasCode(thrown, 'document-malformed'));
        }
        if (read) expect(serializeEntity(read)).toEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});
