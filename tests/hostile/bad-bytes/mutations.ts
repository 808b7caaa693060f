import fc from 'fast-check';
import { tlv } from '../../../src/shared/asn1/writer.ts';

/** A change to any bytes; places are numbers that are taken modulo the length. */
type Mutation = (bytes: Buffer) => Buffer;

const place = fc.nat(1_000_000);
const few = fc.integer({ min: 1, max: 40 });
const noise = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));

const at = (bytes: Buffer, where: number): number => where % (bytes.length + 1);
const cutInto = (bytes: Buffer, ...places: number[]): Buffer[] => {
  const edges = [0, ...places.map((where) => at(bytes, where)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
};

/** A word, number or text of JSON; its keys are texts too. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g;

/** Values that are JSON, and hardly what belongs there. */
const odd = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc.constantFrom('1e999', '-1', '0.5', '9007199254740993', '"\\ud800"', '"\\u0000"', '"__proto__"', '""', '[]', '{}'),
  fc.constantFrom(
    JSON.stringify('x'.repeat(5_000)),
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    '[null]',
    '"2026-02-30"',
  ),
);

const MUTATIONS: fc.Arbitrary<Mutation>[] = [
  // Another value in the place of one of JSON's
  fc.tuple(place, odd).map(
    ([where, value]): Mutation =>
      (bytes) => {
        const text = bytes.toString('latin1');
        const tokens = [...text.matchAll(TOKEN)];
        const token = tokens[where % tokens.length];
        if (!token) return bytes;
        return Buffer.from(text.slice(0, token.index) + value + text.slice(token.index + token[0].length), 'latin1');
      },
  ),
  // A bit flipped
  fc.tuple(place, fc.nat(7)).map(
    ([where, bit]): Mutation =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length > 0) copy[where % copy.length]! ^= 1 << bit;
        return copy;
      },
  ),
  // Cut off, or doubled
  place.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  fc.constant<Mutation>((bytes) => Buffer.concat([bytes, bytes])),
  // Something put in, or taken out
  fc.tuple(place, noise(8)).map(
    ([where, added]): Mutation =>
      (bytes) => {
        const [head, tail] = cutInto(bytes, where);
        return Buffer.concat([head!, added, tail!]);
      },
  ),
  fc.tuple(place, few).map(
    ([where, count]): Mutation =>
      (bytes) => {
        const [head, tail] = cutInto(bytes, where);
        return Buffer.concat([head!, tail!.subarray(count)]);
      },
  ),
  // Two pieces that change places, or one again and again
  fc.tuple(place, place, place).map(
    (places): Mutation =>
      (bytes) => {
        const [a, b, c, d] = cutInto(bytes, ...places);
        return Buffer.concat([a!, c!, b!, d!]);
      },
  ),
  fc.tuple(place, few, few).map(
    ([where, length, times]): Mutation =>
      (bytes) => {
        const [head, tail] = cutInto(bytes, where);
        return Buffer.concat([head!, ...Array<Buffer>(times).fill(tail!.subarray(0, length)), tail!]);
      },
  ),
];

/** `good` after one to three changes. */
export const mutationsOf = (good: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .array(fc.oneof(...MUTATIONS), { minLength: 1, maxLength: 3 })
    .map((mutations) => mutations.reduce((bytes, mutate) => mutate(bytes), good));

/** Bytes, texts, JSON and DER elements of nobody's making. */
export const anything: fc.Arbitrary<Buffer> = fc.oneof(
  noise(600),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text)),
  fc.tuple(fc.nat(0xff), noise(300)).map(([tag, contents]) => tlv(tag, contents)),
);
