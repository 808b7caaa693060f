import forge from 'node-forge';
import { SpamsError } from '../errors.ts';
import { TAG } from './tags.ts';

/** One DER element. `raw` is the whole element, `contents` what follows its tag and length; both are views, not copies. */
export interface DerNode {
  tag: number;
  raw: Buffer;
  contents: Buffer;
}

/**
 * A forward-only reader of DER (X.690 section 10). It goes only as deep as its caller asks, so nothing nests without
 * bound; it takes only single-byte tags and definite, minimal lengths, and never reads past its bytes.
 * Every violation is `document-malformed`.
 */
export class DerReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** The next element, which must have this tag. */
  next(tag: number): DerNode {
    const node = this.nextAny();
    if (node.tag !== tag) throw malformed(`tag 0x${node.tag.toString(16)} where 0x${tag.toString(16)} belongs`);
    return node;
  }

  /** The next element if it has this tag, else undefined and nothing is consumed. */
  optional(tag: number): DerNode | undefined {
    return this.#bytes[this.#offset] === tag ? this.next(tag) : undefined;
  }

  nextAny(): DerNode {
    const start = this.#offset;
    const tag = this.#byte();
    if ((tag & 0x1f) === 0x1f) throw malformed('a multi-byte tag');
    const length = this.#length();
    const from = this.#offset;
    if (length > this.#bytes.length - from) throw malformed('an element longer than its container');
    this.#offset = from + length;
    return {
      tag,
      raw: this.#bytes.subarray(start, this.#offset),
      contents: this.#bytes.subarray(from, this.#offset),
    };
  }

  /** The elements of the next SEQUENCE, SET or constructed context tag. */
  enter(tag: number): DerReader {
    return new DerReader(this.next(tag).contents);
  }

  /** Throws unless everything was read. */
  end(): void {
    if (!this.done) throw malformed('bytes after the last element');
  }

  /** All elements left, at most `limit`. */
  rest(limit: number): DerNode[] {
    const nodes: DerNode[] = [];
    while (!this.done) {
      if (nodes.length === limit) throw malformed(`more than ${limit} elements`);
      nodes.push(this.nextAny());
    }
    return nodes;
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset];
    if (byte === undefined) throw malformed('an end in the middle of an element');
    this.#offset += 1;
    return byte;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const size = first & 0x7f;
    if (size === 0) throw malformed('an indefinite length');
    if (size > 4) throw malformed('a length of more than four bytes');
    let length = 0;
    for (let i = 0; i < size; i += 1) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 256 ** (size - 1)) throw malformed('a length that is not minimal');
    return length;
  }
}

/** The only element in `bytes`: exactly one, of this tag, nothing after it. */
export function readOnly(bytes: Buffer, tag: number): DerNode {
  const reader = new DerReader(bytes);
  const node = reader.next(tag);
  reader.end();
  return node;
}

/** The elements inside a constructed node. */
export function inside(node: DerNode): DerReader {
  return new DerReader(node.contents);
}

/** An OBJECT IDENTIFIER in dotted form; refused when it isn't encoded as DER would. */
export function readOid(node: DerNode): string {
  if (node.tag !== TAG.oid || node.contents.length === 0 || node.contents.length > 32) throw malformed('not an OID');
  const dotted = decodeOid(node.contents);
  if (dotted === undefined) throw malformed('an OID that is not DER');
  return dotted;
}

/** A non-negative INTEGER below 2^47. */
export function readSmallInteger(node: DerNode): number {
  const { contents } = node;
  checkInteger(node);
  if (contents.length > 6 || contents[0]! >= 0x80) throw malformed('an integer out of range');
  return contents.readUIntBE(0, contents.length);
}

/** A positive INTEGER as lower-case hexadecimal without leading zeros, as a certificate's serial number. */
export function readSerial(node: DerNode): string {
  checkInteger(node);
  const serial = node.contents.toString('hex').replace(/^00/, '');
  if (node.contents.length > 21 || node.contents[0]! >= 0x80 || serial === '') {
    throw malformed('a serial number out of range');
  }
  return serial;
}

/** UTCTime or GeneralizedTime as RFC 5280 (4.1.2.5) allows them: to the second, in Z. */
export function readTime(node: DerNode): Date {
  const text = node.contents.toString('latin1');
  const match =
    node.tag === TAG.utcTime
      ? /^(\d\d)(\d{10})Z$/.exec(text)
      : node.tag === TAG.generalizedTime
        ? /^(\d{4})(\d{10})Z$/.exec(text)
        : null;
  if (!match) throw malformed('not a time');
  const year = node.tag === TAG.utcTime ? Number(match[1]) + (Number(match[1]) < 50 ? 2000 : 1900) : Number(match[1]);
  const [month, day, hour, minute, second] = match[2]!.match(/\d\d/g)!.map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const sameDay = time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  if (!sameDay || hour > 23 || minute > 59 || second > 59) throw malformed('a time that does not exist');
  return time;
}

/** The next element as BOOLEAN DEFAULT FALSE: it is there only to be TRUE, and that is 0xff (X.690 section 11). */
export function readFlag(reader: DerReader): boolean {
  const node = reader.optional(TAG.boolean);
  if (node && (node.contents.length !== 1 || node.contents[0] !== 0xff)) throw malformed('a BOOLEAN that is not DER');
  return node !== undefined;
}

/** The bytes of a BIT STRING that has no unused bits. */
export function readBitString(node: DerNode): Buffer {
  if (node.tag !== TAG.bitString || node.contents[0] !== 0) throw malformed('not a whole bit string');
  return node.contents.subarray(1);
}

export function malformed(detail: string): SpamsError {
  return new SpamsError('document-malformed', { detail: `DER: ${detail}` });
}

/** The dotted form, or undefined unless it encodes to these bytes again; node-forge throws on arcs over 32 bits. */
function decodeOid(contents: Buffer): string | undefined {
  try {
    const dotted = forge.asn1.derToOid(contents.toString('binary'));
    const back = Buffer.from(forge.asn1.oidToDer(dotted).bytes(), 'binary');
    return back.equals(contents) ? dotted : undefined;
  } catch {
    return undefined;
  }
}

function checkInteger({ tag, contents }: DerNode): void {
  if (tag !== TAG.integer || contents.length === 0) throw malformed('not an integer');
  const [first, second] = contents;
  const padded = contents.length > 1 && ((first === 0 && second! < 0x80) || (first === 0xff && second! >= 0x80));
  if (padded) throw malformed('an integer that is not minimal');
}
