import { describe, expect, it } from 'vitest';
import {
  type DerNode,
  DerReader,
  readBitString,
  readFlag,
  readOid,
  readSerial,
  readSmallInteger,
  readTime,
} from '../../../src/shared/asn1/reader.ts';

const node = (hex: string): DerNode => new DerReader(Buffer.from(hex.replaceAll(' ', ''), 'hex')).nextAny();

type TimeTag = 'utc' | 'generalized';

function timeNode(tag: TimeTag, text: string): DerNode {
  return new DerReader(Buffer.from([tag === 'utc' ? 0x17 : 0x18, text.length, ...Buffer.from(text)])).nextAny();
}

describe('readOid', () => {
  it.each([
    ['06 03 2a 86 48', '1.2.840'],
    ['06 03 55 1d 0f', '2.5.29.15'],
    ['06 01 27', '0.39'],
    ['06 01 78', '2.40'],
    ['06 02 88 37', '2.999'],
    ['06 06 2a 8f ff ff ff 7f', '1.2.4294967295'],
  ])('reads %s as %s', (hex, dotted) => {
    expect(readOid(node(hex))).toBe(dotted);
  });

  describe('when it is not DER', () => {
    it.each([
      ['another type', '02 01 05'],
      ['no contents', '06 00'],
      ['an arc padded in front', '06 03 2a 80 01'],
      ['a first arc padded in front', '06 02 80 2a'],
      ['an end in the middle of an arc', '06 03 2a 86 c8'],
      ['nothing but continuation bytes', '06 03 ff ff ff'],
      ['an arc over 32 bits', '06 06 2a 90 80 80 80 00'],
      ['an arc over 53 bits', '06 0a 2a ff ff ff ff ff ff ff ff 7f'],
      ['33 bytes', `06 21 2a ${'01'.repeat(32)}`],
    ])('it throws on %s', async (_, hex) => {
      await expect(() => readOid(node(hex))).toFailWith('document-malformed');
    });
  });
});

describe('readSmallInteger', () => {
  it.each([
    ['02 01 00', 0],
    ['02 01 7f', 127],
    ['02 02 00 80', 128],
    ['02 04 7f ff ff ff', 2 ** 31 - 1],
    ['02 05 00 80 00 00 00', 2 ** 31],
    ['02 06 7f ff ff ff ff ff', 2 ** 47 - 1],
  ])('reads %s as %d', (hex, value) => {
    expect(readSmallInteger(node(hex))).toBe(value);
  });

  it.each([
    ['another type', '04 01 05'],
    ['no contents', '02 00'],
    ['a negative number', '02 01 ff'],
    ['zeros in front', '02 02 00 05'],
    ['ones in front', '02 02 ff 80'],
    ['2^47', '02 07 00 80 00 00 00 00 00'],
    ['2^48', '02 07 01 00 00 00 00 00 00'],
  ])('it throws on %s', async (_, hex) => {
    await expect(() => readSmallInteger(node(hex))).toFailWith('document-malformed');
  });
});

describe('readSerial', () => {
  it.each([
    ['02 01 05', '05'],
    ['02 02 00 ff', 'ff'],
    ['02 02 01 00', '0100'],
  ])('reads %s as %s', (hex, serial) => {
    expect(readSerial(node(hex))).toBe(serial);
  });

  it.each([
    ['another type', '04 01 05'],
    ['no contents', '02 00'],
    ['zero', '02 01 00'],
    ['a negative number', '02 01 80'],
    ['zeros in front', '02 02 00 05'],
    ['22 bytes', `02 16 01 ${'00'.repeat(21)}`],
  ])('it throws on %s', async (_, hex) => {
    await expect(() => readSerial(node(hex))).toFailWith('document-malformed');
  });
});

describe('readTime', () => {
  it.each<[tag: TimeTag, text: string, iso: string]>([
    ['utc', '261123100000Z', '2026-11-23T10:00:00.000Z'],
    ['utc', '491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['utc', '500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['utc', '240229000000Z', '2024-02-29T00:00:00.000Z'],
    ['generalized', '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    ['generalized', '99991231235959Z', '9999-12-31T23:59:59.000Z'],
  ])('reads the %s time %s', (tag, text, iso) => {
    expect(readTime(timeNode(tag, text)).toISOString()).toBe(iso);
  });

  it.each<[tag: TimeTag, text: string, what: string]>([
    ['utc', '2611231000Z', 'no seconds'],
    ['utc', '261123100000+0000', 'an offset'],
    ['utc', '261123100000', 'no zone'],
    ['utc', '20261123100000Z', 'four digits of a year'],
    ['utc', '261123100000Z\n', 'a line end'],
    ['utc', ' 61123100000Z', 'a space'],
    ['utc', '261323100000Z', 'month 13'],
    ['utc', '260023100000Z', 'month 0'],
    ['utc', '261100100000Z', 'day 0'],
    ['utc', '261131100000Z', '31 November'],
    ['utc', '250229100000Z', '29 February of a common year'],
    ['utc', '261123240000Z', 'hour 24'],
    ['utc', '261123106000Z', 'minute 60'],
    ['utc', '261123100060Z', 'second 60'],
    ['generalized', '20501123100000.5Z', 'a fraction'],
    ['generalized', '501123100000Z', 'two digits of a year'],
    ['generalized', '00500101000000Z', 'a year before 100'],
    ['generalized', '', 'nothing'],
  ])('it throws on the %s time %j: %s', async (tag, text) => {
    await expect(() => readTime(timeNode(tag, text))).toFailWith('document-malformed');
  });

  it('it throws on a time under another tag', async () => {
    await expect(() => readTime(node('04 0d 32 36 31 31 32 33 31 30 30 30 30 30 5a'))).toFailWith('document-malformed');
  });
});

describe('readBitString', () => {
  it('gives the bytes', () => {
    expect(readBitString(node('03 03 00 ab cd'))).toEqual(Buffer.from('abcd', 'hex'));
  });

  it.each([
    ['another type', '04 03 00 ab cd'],
    ['unused bits', '03 03 01 ab cc'],
    ['more unused bits than a byte has', '03 03 08 ab cd'],
    ['not even the count of unused bits', '03 00'],
  ])('it throws on %s', async (_, hex) => {
    await expect(() => readBitString(node(hex))).toFailWith('document-malformed');
  });
});

describe('readFlag', () => {
  const flag = (hex: string) => readFlag(new DerReader(Buffer.from(hex.replaceAll(' ', ''), 'hex')));

  it('is true when TRUE is there, and false when nothing or something else is', () => {
    expect(flag('01 01 ff')).toBe(true);
    expect(flag('')).toBe(false);
    expect(flag('02 01 05')).toBe(false);
  });

  it.each(['01 01 01', '01 01 00', '01 00', '01 02 ff ff'])('it throws on %s', async (hex) => {
    await expect(() => flag(hex)).toFailWith('document-malformed');
  });
});
