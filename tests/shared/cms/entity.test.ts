import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClosingHeader, type Header, parseEntity, serializeEntity } from '../../../src/shared/cms/entity.ts';
import { hasHints, hintsText, type ReadingHints } from '../../../src/shared/reading-hints.ts';
import { SALES_ROLES } from '../../../src/shared/sales/profile.ts';
import { CLOSING, MENU } from './entities.ts';

/** Any script, any symbol: whatever a file may be called on the systems that branches run. */
const anyFileName = fc
  .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }))
  .filter((name) => Buffer.byteLength(name) <= 255 && !/[\p{Cc}/\\]/u.test(name) && name !== '.' && name !== '..');

const code = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 32 });
const branchCode = code('ABCXYZ0189-');
const id = code('abcxyz0189-');
/** Whole seconds: a header's date has no more. */
const date = fc
  .integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const day = date.map((at) => at.toISOString().slice(0, 10));
const urn = fc.tuple(branchCode, id).map(([branch, holder]) => `urn:spams:branch:${branch}:device:${holder}`);
const common = { id: fc.uuid({ version: 7 }), date, from: urn, to: urn, branch: branchCode };

const hints = fc
  .record<ReadingHints>(
    {
      dates: fc.constantFrom('dmy', 'mdy', 'ymd'),
      decimal: fc.constantFrom('.', ','),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      columns: fc.dictionary(
        fc.constantFrom(...SALES_ROLES),
        fc.option(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })),
        { maxKeys: 8, noNullPrototype: true },
      ),
    },
    { requiredKeys: [] },
  )
  .filter((each) => hasHints(each) && hintsText(each).length <= 2_048);

const header: fc.Arbitrary<Header> = fc.oneof(
  fc.record({ kind: fc.constantFrom<'menu' | 'receipt'>('menu', 'receipt'), ...common }),
  fc.record({
    kind: fc.constant<'closing'>('closing'),
    ...common,
    fileName: anyFileName,
    businessDate: day,
    part: id,
    revision: fc.integer({ min: 1, max: 9999 }),
    reading: fc.option(hints, { nil: undefined }),
  }),
);

describe('an entity', () => {
  it('of a closing has exactly these bytes', () => {
    const text = [
      'Content-Type: application/octet-stream',
      'Content-Transfer-Encoding: binary',
      'Message-ID: <019cb5a2-7c00-7abc-8def-0123456789ab@spams>',
      'Date: Mon, 23 Nov 2026 10:00:00 +0000',
      'From: urn:spams:branch:SG-01:manager:mei',
      'To: urn:spams:office:encryption',
      'SPAMS-Document: closing',
      'SPAMS-Branch: SG-01',
      "Content-Disposition: attachment; filename*=UTF-8''day%20end%20%E6%97%A5%27s%20%281%29.csv",
      'SPAMS-Business-Date: 2026-11-22',
      'SPAMS-Part: main',
      'SPAMS-Revision: 1',
      '',
      '100 apple\r\n',
    ].join('\r\n');
    expect(serializeEntity(CLOSING).toString('latin1')).toBe(text);
  });

  it('of a closing that is read by hints says so in one more line', () => {
    const reading: ReadingHints = { dates: 'dmy', decimal: ',', delimiter: '\t', columns: { item: '品名', tip: null } };
    const text = serializeEntity(closingWith({ reading })).toString('latin1');
    const added = String.raw`SPAMS-Reading: {"dates":"dmy","decimal":",","delimiter":"\t","columns":{"item":"\u54c1\u540d","tip":null}}`;
    expect(text.replace(`${added}\r\n`, '')).toBe(serializeEntity(CLOSING).toString('latin1'));
    expect(text).toContain(`SPAMS-Revision: 1\r\n${added}\r\n\r\n`);
  });

  it('of a menu has exactly these bytes', () => {
    const text = [
      'Content-Type: application/json',
      'Content-Transfer-Encoding: binary',
      'Message-ID: <019cb5a2-7c00-7abc-8def-0123456789ab@spams>',
      'Date: Mon, 23 Nov 2026 10:00:00 +0000',
      'From: urn:spams:office:signing',
      'To: urn:spams:branch:SG-01:device:main',
      'SPAMS-Document: menu',
      'SPAMS-Branch: SG-01',
      '',
      '{"items":[]}',
    ].join('\r\n');
    expect(serializeEntity(MENU).toString('latin1')).toBe(text);
  });

  it('reads back as it was, whatever its header and body, in any script', () => {
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 200 }), (fields, array) => {
        const entity = { header: fields, body: Buffer.from(array) };
        expect(parseEntity(serializeEntity(entity))).toEqual(entity);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['blank lines', '\r\n\r\n\r\n\r\n'],
    ['what looks like another header', 'SPAMS-Branch: SG-02\r\n\r\n'],
    ['nothing', ''],
    ['bytes that are no text', '\u0000\u00ff\u0080'],
  ])('keeps a body of %s', (_, text) => {
    const body = Buffer.from(text, 'latin1');
    expect(parseEntity(serializeEntity({ ...CLOSING, body })).body).toEqual(body);
  });

  it.each([
    'day_end.csv',
    '日報 十一月.csv',
    'итог дня.csv',
    'تقرير اليوم.csv',
    'ยอดขาย.csv',
    'résumé 100%.csv',
    "o'brien (2)*.csv",
    '…and “quotes”; a=b, c.csv',
    '🍎🧾.csv',
    '...',
    `${'é'.repeat(127)}x`,
  ])('keeps the file name %s', (fileName) => {
    const entity = closingWith({ fileName });
    expect(parseEntity(serializeEntity(entity)).header).toMatchObject({ fileName });
  });

  it('writes any name as ASCII without spaces, quotes or line ends', () => {
    fc.assert(
      fc.property(anyFileName, (fileName) => {
        const text = serializeEntity(closingWith({ fileName })).toString('latin1');
        const encoded = /filename\*=UTF-8''(.*)\r\nSPAMS-Business-Date/s.exec(text)?.[1];
        expect(encoded).toMatch(/^[A-Za-z0-9!_.~%-]+$/);
      }),
    );
  });

  it('drops what is less than a second of its date', () => {
    const header = { ...MENU.header, date: new Date('2026-11-23T10:00:00.999Z') };
    expect(parseEntity(serializeEntity({ ...MENU, header })).header.date).toEqual(new Date('2026-11-23T10:00:00Z'));
  });
});

describe('when an entity is not to be written', () => {
  it.each([
    ['a line end', 'day\r\nSPAMS-Branch: SG-02'],
    ['a carriage return', 'day\rend.csv'],
    ['a line feed', 'day\nend.csv'],
    ['NUL', 'day\u0000.csv'],
    ['a next-line control', 'day\u0085.csv'],
    ['a folder', 'menus/day.csv'],
    ['a Windows folder', 'menus\\day.csv'],
    ['the folder above', '..'],
    ['the folder itself', '.'],
    ['half a surrogate pair', 'day\ud83c.csv'],
  ])('it throws on a file name with %s', (_, fileName) => {
    expect(() => serializeEntity(closingWith({ fileName }))).toThrow('not a file name');
  });

  it.each<[what: string, changes: Partial<ClosingHeader>]>([
    ['no file name', { fileName: '' }],
    ['a file name of 256 bytes', { fileName: `${'é'.repeat(127)}xy` }],
    ['an address with a line end', { to: 'urn:spams:office:encryption\r\nX: y' }],
    ['an address that is no URN of ours', { from: 'mailto:mei@example.org' }],
    ['a branch with a line end', { branch: 'SG-01\r\n' }],
    ['a date that does not exist', { date: new Date(Number.NaN) }],
    ['a business date that does not exist', { businessDate: '2026-02-30' }],
    ['an id that is no UUIDv7', { id: '3d813cbb-47fb-4abc-8def-0123456789ab' }],
    ['revision 0', { revision: 0 }],
    ['hints that say nothing', { reading: {} }],
    ['more hints than a header holds', { reading: { columns: { item: '品'.repeat(200), code: '番'.repeat(200) } } }],
  ])('it throws on %s', (_, changes) => {
    expect(() => serializeEntity(closingWith(changes))).toThrow();
  });
});

function closingWith(changes: Partial<ClosingHeader>) {
  return { ...CLOSING, header: { ...CLOSING.header, ...changes } };
}
