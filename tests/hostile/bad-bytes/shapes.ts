import { OID } from '../../../src/shared/asn1/oids.ts';
import { DerReader } from '../../../src/shared/asn1/reader.ts';
import { contextConstructed, TAG } from '../../../src/shared/asn1/tags.ts';
import { oid, sequence, tlv } from '../../../src/shared/asn1/writer.ts';
import { childrenOf, doubled, elementAt, type Path, removed, replaceAt } from '../../shared/asn1/patch.ts';

type Change = (element: Buffer) => Buffer;

const CONSTRUCTED = 0x20;
const isConstructed = (element: Buffer): boolean => (element[0]! & CONSTRUCTED) !== 0;
const contentsOf = (element: Buffer): Buffer => new DerReader(element).nextAny().contents;

/** Where every element of a structure lies, the whole first. */
function everyPath(der: Buffer, above: Path = []): Path[] {
  const below = isConstructed(der) ? childrenOf(der) : [];
  return [above, ...below.flatMap((child, index) => everyPath(child, [...above, index]))];
}

/** BER's indefinite length (X.690 section 8.1.3.6). */
const indefinite: Change = (element) =>
  Buffer.concat([Buffer.from([element[0]!, 0x80]), contentsOf(element), Buffer.alloc(2)]);

/** A length with a zero in front. */
const padded: Change = (element) => {
  const contents = contentsOf(element);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(contents.length);
  return Buffer.concat([Buffer.from([element[0]!, 0x84]), length, contents]);
};

/** A byte after the last element inside. */
const trailed: Change = (element) => tlv(element[0]!, contentsOf(element), Buffer.alloc(1));

const reversed: Change = (element) => tlv(element[0]!, ...childrenOf(element).reverse());

const CHANGES: Record<string, { change: Change; applies: (element: Buffer) => boolean }> = {
  'of indefinite length': { change: indefinite, applies: isConstructed },
  'of a length not minimal': { change: padded, applies: () => true },
  'with a byte more inside': { change: trailed, applies: isConstructed },
  'in reverse order': {
    change: reversed,
    applies: (element) => isConstructed(element) && childrenOf(element).length > 1,
  },
  gone: { change: removed, applies: () => true },
  twice: { change: doubled, applies: () => true },
};

/** A structure changed at each of its elements in turn, in each way in which that can be. */
export function everyMisshape(der: Buffer, paths = everyPath(der)): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const path of paths) {
    const element = elementAt(der, path);
    for (const [what, { change, applies }] of Object.entries(CHANGES))
      if (applies(element)) found.set(`[${path}] ${what}`, replaceAt(der, path, change));
  }
  return found;
}

/** Cut off at every sixteenth byte, and right before and after every element's head and contents. */
export function everyCut(der: Buffer): Map<string, Buffer> {
  const cuts = new Set<number>();
  for (let length = 0; length < der.length; length += 16) cuts.add(length);
  for (const path of everyPath(der)) {
    const element = elementAt(der, path);
    const start = der.indexOf(element);
    for (const edge of [start, start + element.length - contentsOf(element).length, start + element.length]) {
      if (edge < der.length) cuts.add(edge);
    }
  }
  return new Map([...cuts].map((length) => [`cut to ${length} of ${der.length}`, der.subarray(0, length)]));
}

/** SEQUENCEs of definite length, each inside the one before. */
export function nested(levels: number, innermost: Buffer = Buffer.alloc(0)): Buffer {
  const heads: Buffer[] = [];
  let length = innermost.length;
  for (let level = 0; level < levels; level += 1) {
    const head = headOf(length);
    heads.push(head);
    length += head.length;
  }
  return Buffer.concat([...heads.reverse(), innermost]);
}

/** SEQUENCEs of indefinite length, none of which ends. */
export const nestedWithoutEnd = (levels: number): Buffer => Buffer.alloc(levels * 2, Buffer.from([TAG.sequence, 0x80]));

/** A CMS document of this type that holds anything. */
export const contentInfoOf = (type: keyof typeof OID, content: Buffer): Buffer =>
  sequence(oid(OID[type]), tlv(contextConstructed(0), content));

function headOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([TAG.sequence, length]);
  const octets = Math.ceil(Math.log2(length + 1) / 8);
  const head = Buffer.alloc(2 + octets);
  head[0] = TAG.sequence;
  head[1] = 0x80 | octets;
  head.writeUIntBE(length, 2, octets);
  return head;
}
