import { DerReader } from '../../../src/shared/asn1/reader.ts';
import { tlv } from '../../../src/shared/asn1/writer.ts';

/** Where an element lies in a DER structure: which child of the outermost element, which child of that, and so on. */
export type Path = readonly number[];

const CONSTRUCTED = 0x20;
const MAX_CHILDREN = 10_000;

/** The elements inside a constructed one, each whole. */
export function childrenOf(element: Buffer): Buffer[] {
  const reader = new DerReader(new DerReader(element).nextAny().contents);
  return reader.rest(MAX_CHILDREN).map(({ raw }) => raw);
}

/** The element at `path`, whole. */
export function elementAt(der: Buffer, path: Path): Buffer {
  return path.reduce((element, index) => childAt(element, index), der);
}

/** The contents of the element at `path`, without its tag and length. */
export function contentsAt(der: Buffer, path: Path): Buffer {
  return new DerReader(elementAt(der, path)).nextAny().contents;
}

/**
 * `der` with the element at `path` put through `change`, and every length around it right again: a structure that is
 * wrong in one place only. Giving no bytes removes the element; giving it twice doubles it.
 */
export function replaceAt(der: Buffer, path: Path, change: (element: Buffer) => Buffer): Buffer {
  const [index, ...rest] = path;
  if (index === undefined) return change(der);
  childAt(der, index);
  const changed = childrenOf(der).map((child, at) => (at === index ? replaceAt(child, rest, change) : child));
  return tlv(der[0]!, ...changed);
}

/** Changes for `replaceAt`. */
export const removed = (): Buffer => Buffer.alloc(0);
export const doubled = (element: Buffer): Buffer => Buffer.concat([element, element]);
export const swappedFor = (other: Buffer) => (): Buffer => other;

/** A copy with one byte changed; `mask` says which of its bits. */
export function flipped(bytes: Buffer, position: number, mask = 0x01): Buffer {
  const copy = Buffer.from(bytes);
  copy[position]! ^= mask;
  return copy;
}

/** `count` positions spread over all of `length`, its first and last among them. */
export function sampled(length: number, count: number): number[] {
  const step = (length - 1) / (count - 1);
  return [...new Set(Array.from({ length: count }, (_, index) => Math.round(index * step)))];
}

/** Reads every element at every depth, as no real caller does. Throws `document-malformed`. */
export function readThrough(bytes: Buffer): void {
  for (const { tag, contents } of new DerReader(bytes).rest(MAX_CHILDREN)) {
    if (tag & CONSTRUCTED) readThrough(contents);
  }
}

function childAt(element: Buffer, index: number): Buffer {
  const child = childrenOf(element)[index];
  if (!child) throw new RangeError(`no child ${index} in an element of ${childrenOf(element).length}`);
  return child;
}
