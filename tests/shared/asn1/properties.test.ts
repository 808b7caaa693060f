import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DerReader,
  readBitString,
  readOid,
  readOnly,
  readSerial,
  readSmallInteger,
  readTime,
} from '../../../src/shared/asn1/reader.ts';
import { TAG } from '../../../src/shared/asn1/tags.ts';
import {
  bitString,
  integer,
  integerFromHex,
  octetString,
  oid,
  sequence,
  setOf,
  time,
  tlv,
} from '../../../src/shared/asn1/writer.ts';
import { hasCode } from '../../../src/shared/errors.ts';
import { childrenOf, readThrough } from './patch.ts';

const bytes = (maxLength = 300) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const only = (der: Buffer) => new DerReader(der).nextAny();
/** Every tag of a single byte. */
const tag = fc.integer({ min: 0, max: 255 }).filter((octet) => (octet & 0x1f) !== 0x1f);

const dotted = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 39 }), fc.array(fc.nat(), { maxLength: 5 }))
  .map(([first, second, rest]) => [first, second, ...rest].join('.'));

const serial = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .filter((array) => array[0] !== 0)
  .map((array) => Buffer.from(array).toString('hex'));

const seconds = fc
  .date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));

describe('what the writer writes, the reader reads', () => {
  it('any element, with any tag of one byte and any contents', () => {
    fc.assert(
      fc.property(tag, bytes(70_000), (octet, contents) => {
        expect(readOnly(tlv(octet, contents), octet).contents.equals(contents)).toBe(true);
      }),
    );
  });

  it('any sequence of elements, in its order', () => {
    fc.assert(
      fc.property(fc.array(bytes(), { maxLength: 20 }), (parts) => {
        const read = childrenOf(sequence(...parts.map(octetString)));
        expect(read.map((each) => only(each).contents)).toEqual(parts);
      }),
    );
  });

  it('any set, in ascending order of its encodings', () => {
    fc.assert(
      fc.property(fc.array(bytes(), { maxLength: 20 }), (parts) => {
        const encoded = parts.map(octetString);
        expect(childrenOf(setOf(...encoded))).toEqual(encoded.toSorted(Buffer.compare));
      }),
    );
  });

  it('any object identifier', () => {
    fc.assert(
      fc.property(dotted, (id) => {
        expect(readOid(only(oid(id)))).toBe(id);
      }),
    );
  });

  it('any small integer', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(readSmallInteger(only(integer(value)))).toBe(value);
      }),
    );
  });

  it('any serial number of up to 20 bytes', () => {
    fc.assert(
      fc.property(serial, (hex) => {
        expect(readSerial(only(integerFromHex(hex)))).toBe(hex);
      }),
    );
  });

  it('any time from 1950 to 9999, to the second', () => {
    fc.assert(
      fc.property(seconds, (date) => {
        expect(readTime(only(time(date)))).toEqual(date);
      }),
    );
  });

  it('any bit string of whole bytes', () => {
    fc.assert(
      fc.property(bytes(), (value) => {
        expect(readBitString(only(bitString(value))).equals(value)).toBe(true);
      }),
    );
  });
});

describe('whatever bytes come', () => {
  const readers = [readThrough, ...[readOid, readSmallInteger, readSerial, readTime, readBitString].map(onFirst)];

  it('every reader gives a value or fails with document-malformed, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          bytes(40),
          fc.tuple(tag, bytes(12)).map(([octet, contents]) => tlv(octet, contents)),
        ),
        (der) => {
          for (const read of readers) expect(failure(() => read(der))).toSatisfy(isMalformedOrNone);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('what reads as an object identifier is written back as the same bytes', () => {
    fc.assert(
      fc.property(bytes(8), (contents) => {
        const der = tlv(TAG.oid, contents);
        let id = '';
        fc.pre(failure(() => (id = readOid(only(der)))) === undefined);
        expect(oid(id)).toEqual(der);
      }),
    );
  });

  function onFirst(read: (node: ReturnType<typeof only>) => unknown): (der: Buffer) => unknown {
    return (der) => read(only(der));
  }
});

function failure(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}

const isMalformedOrNone = (error: unknown): boolean => error === undefined || hasCode(error, 'document-malformed');
