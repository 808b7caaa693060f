import type { KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { asSpamsError, type ErrorCode } from '../../src/shared/errors.ts';

/** A secret as it may be written, and how many characters of it give it away. */
interface Form {
  text: string;
  piece: number;
}

/** Secrets in every form in which they, or a piece of them, could slip into a text. */
export class Secrets {
  /** The names of secrets by their pieces, these by their length. */
  readonly #pieces = new Map<number, Map<string, string>>();

  add(name: string, secret: Buffer | string): void {
    for (const { text, piece } of formsOf(Buffer.from(secret))) {
      const pieces = this.#pieces.get(piece) ?? new Map<string, string>();
      this.#pieces.set(piece, pieces);
      for (let at = 0; at + piece <= text.length; at++) pieces.set(text.slice(at, at + piece), name);
    }
  }

  /** The numbers of a private key that nobody else may know; the modulus stands in its certificate. */
  addKey(name: string, key: KeyObject): void {
    const { d, p, q, dp, dq, qi } = key.export({ format: 'jwk' });
    for (const number of [d, p, q, dp, dq, qi]) if (number) this.add(name, Buffer.from(number, 'base64url'));
  }

  /** The secrets of which a piece is in a text, whatever spaces and line breaks are between. */
  foundIn(text: string): string[] {
    const solid = withoutSpace(text);
    const found = new Set<string>();
    for (const [piece, names] of this.#pieces) {
      for (let at = 0; at + piece <= solid.length; at++) {
        const name = names.get(solid.slice(at, at + piece));
        if (name !== undefined) found.add(name);
      }
    }
    return [...found].sort();
  }
}

/** The code that something failed with, and all that anybody could make of what was thrown. */
export async function failure(work: Promise<unknown>): Promise<{ code: ErrorCode | undefined; text: string }> {
  try {
    return { code: undefined, text: inspect(await work, { depth: 10 }) };
  } catch (thrown) {
    const error = asSpamsError(thrown);
    return { code: error.code, text: inspect([error, error.person()], { depth: 10, maxStringLength: null }) };
  }
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

/**
 * As text; hex; base64 at each of its three alignments; the list of numbers that JSON makes of a buffer. JSON's own
 * complaints quote ten characters. What is made of words gives itself away only as a whole, and hex and numbers only by
 * more of them: pieces are in many a text.
 */
function formsOf(bytes: Buffer): Form[] {
  const words = bytes.toString('utf8');
  const text = withoutSpace(words);
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return shifted.replace(/=+$/, '').slice(shift === 0 ? 0 : 4);
  });
  const urlSafe = base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    { text, piece: text === words ? 10 : text.length },
    ...[...base64, ...urlSafe].map((each) => ({ text: each, piece: 10 })),
    ...[bytes.toString('hex'), bytes.join(',')].map((each) => ({ text: each, piece: 20 })),
  ];
}
