import { describe, expect, it } from 'vitest';
import { DerReader, readOnly } from '../../../src/shared/asn1/reader.ts';
import { contextConstructed, TAG } from '../../../src/shared/asn1/tags.ts';
import { integer, octetString, oid, sequence, setOf, tlv } from '../../../src/shared/asn1/writer.ts';
import { readThrough } from './patch.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

const good = sequence(
  integer(1),
  oid('1.2.840.113549.1.7.1'),
  setOf(octetString(Buffer.alloc(200, 7)), integer(300)),
  tlv(contextConstructed(0), sequence(octetString(Buffer.from('inside')))),
);

describe('DerReader', () => {
  describe('when all is well', () => {
    it('gives each element with its tag, its contents and all its bytes', () => {
      const reader = new DerReader(hex('02 01 05 04 02 ab cd'));
      expect(reader.next(TAG.integer)).toEqual({ tag: 0x02, raw: hex('02 01 05'), contents: hex('05') });
      expect(reader.done).toBe(false);
      expect(reader.nextAny()).toEqual({ tag: 0x04, raw: hex('04 02 ab cd'), contents: hex('ab cd') });
      expect(reader.done).toBe(true);
    });

    it('leaves an optional element of another tag where it is', () => {
      const reader = new DerReader(hex('02 01 05'));
      expect(reader.optional(TAG.octetString)).toBeUndefined();
      expect(reader.optional(TAG.integer)?.contents).toEqual(hex('05'));
      expect(reader.optional(TAG.integer)).toBeUndefined();
    });

    it.each([
      ['127 bytes, short form', '04 7f', 127],
      ['128 bytes, one octet', '04 81 80', 128],
      ['255 bytes, one octet', '04 81 ff', 255],
      ['256 bytes, two octets', '04 82 01 00', 256],
      ['65,536 bytes, three octets', '04 83 01 00 00', 65_536],
      ['16,777,216 bytes, four octets', '04 84 01 00 00 00', 16_777_216],
    ])('reads %s', (_, prefix, length) => {
      const { contents } = readOnly(Buffer.concat([hex(prefix), Buffer.alloc(length)]), TAG.octetString);
      expect(contents).toHaveLength(length);
    });
  });

  describe('when the tag is wrong', () => {
    it.each([
      ['another tag than the one that belongs there', '04 01 05'],
      ['a multi-byte tag', '1f 81 00 01 05'],
      ['a multi-byte context tag', 'bf 1f 01 05'],
      ['a constructed form of a primitive type', '22 03 02 01 05'],
    ])('it throws on %s', async (_, bytes) => {
      await expect(() => new DerReader(hex(bytes)).next(TAG.integer)).toFailWith('document-malformed');
    });

    it.each(['1f 81 00 01 05', '3f 1f 00', '5f 20 00', '9f ff 7f 00', 'ff 21 00', `9f 1f ${'00'.repeat(31)}`])(
      'it throws on the multi-byte tag of %s, whatever is asked for',
      async (bytes) => {
        await expect(() => new DerReader(hex(bytes)).nextAny()).toFailWith('document-malformed');
      },
    );
  });

  describe('when the length is wrong', () => {
    it.each([
      ['an indefinite length', '30 80 02 01 05 00 00'],
      ['127 in the long form', `04 81 7f ${'00'.repeat(127)}`],
      ['0 in the long form', '04 81 00'],
      ['128 in two octets', `04 82 00 80 ${'00'.repeat(128)}`],
      ['256 in three octets', `04 83 00 01 00 ${'00'.repeat(256)}`],
      ['a length of five octets', '04 85 00 00 00 00 01 05'],
      ['a length of five octets, not zero', '04 85 01 00 00 00 00 05'],
      ['a length of 126 octets', `04 fe ${'00'.repeat(126)}`],
      ['the reserved first octet', '04 ff 05'],
      ['one byte more than there is', '04 03 ab cd'],
      ['4 GB more than there is', '04 84 ff ff ff ff ab'],
      ['no length at all', '04'],
      ['a length cut short', '04 82 01'],
    ])('it throws on %s', async (_, bytes) => {
      await expect(() => new DerReader(hex(bytes)).nextAny()).toFailWith('document-malformed');
    });

    it('it throws on an element that reaches beyond its container, though not beyond the bytes', async () => {
      const reader = new DerReader(hex('30 03 04 02 ab cd'));
      const inner = reader.enter(TAG.sequence);
      await expect(() => inner.nextAny()).toFailWith('document-malformed');
    });
  });

  describe('when bytes are left over', () => {
    it('it throws at the end of a container', async () => {
      const reader = new DerReader(hex('02 01 05 00'));
      reader.next(TAG.integer);
      await expect(() => reader.end()).toFailWith('document-malformed');
    });

    it.each(['02 01 05 00', '02 01 05 02 01 05'])('readOnly throws on %s', async (bytes) => {
      await expect(() => readOnly(hex(bytes), TAG.integer)).toFailWith('document-malformed');
    });
  });

  describe('when elements are missing or too many', () => {
    it('it throws on nothing where an element belongs', async () => {
      await expect(() => new DerReader(hex('')).nextAny()).toFailWith('document-malformed');
      await expect(() => readOnly(hex(''), TAG.sequence)).toFailWith('document-malformed');
    });

    it('it throws on one element more than the limit', async () => {
      expect(new DerReader(hex('05 00 05 00')).rest(2)).toHaveLength(2);
      await expect(() => new DerReader(hex('05 00 05 00 05 00')).rest(2)).toFailWith('document-malformed');
    });

    it('does not follow a bomb of a million nested sequences', () => {
      const depth = 1_000_000;
      const bomb = Buffer.alloc(depth * 2, Buffer.from([0x30, 0x80]));
      expect(() => new DerReader(bomb).nextAny()).toThrow('indefinite');
    });
  });

  describe('when a structure is cut off', () => {
    it('it throws at every byte of it', async () => {
      expect(() => readThrough(good)).not.toThrow();
      for (let length = 1; length < good.length; length += 1) {
        await expect(() => readThrough(good.subarray(0, length)), `cut to ${length} bytes`).toFailWith(
          'document-malformed',
        );
      }
    });
  });
});
