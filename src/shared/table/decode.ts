import { isUtf8 } from 'node:buffer';
import { looksShiftJis } from './shift-jis.ts';

/** The encodings that tills and spreadsheets write, by their WHATWG names. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'windows-1252';

/** A file's text, without its byte order mark, and the encoding that it was read in. */
export interface Decoded {
  text: string;
  encoding: Encoding;
}

const SIGNATURES: [kind: string, bytes: number[]][] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['an Excel workbook or a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a compressed file', [0x1f, 0x8b]],
];
const BYTE_ORDER_MARKS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** At least so many bytes are zero in UTF-16 text: those of its delimiters, digits and line ends. */
const UTF16_ZEROS = 0.05;
const SAMPLE_BYTES = 65_536;
/** A file with one letter cut in half among so many whole ones is UTF-8 nonetheless. */
const WHOLE_LETTERS = 20;

/**
 * Decodes a text file, in the encoding given or else by its byte order mark; without one as UTF-8 where nearly every
 * byte fits, as UTF-16 or Shift_JIS where it looks like that, else as Windows-1252, which any bytes are. What doesn't
 * decode becomes U+FFFD. Throws a RangeError beyond V8's longest string (about 512 million characters).
 */
export function decodeText(bytes: Buffer, encoding: Encoding = detectEncoding(bytes)): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** What the bytes are when they aren't a text file ("a PDF"), or undefined. Takes the file and its decoded text. */
export function binaryKind(bytes: Buffer, text: string): string | undefined {
  const signature = SIGNATURES.find(([, start]) => startsWith(bytes, start));
  return signature?.[0] ?? (text.includes('\0') ? 'a file of another program' : undefined);
}

function detectEncoding(bytes: Buffer): Encoding {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => startsWith(bytes, mark));
  return marked?.[0] ?? unmarkedUtf16(bytes) ?? unmarkedEncoding(bytes);
}

function unmarkedEncoding(bytes: Buffer): Encoding {
  if (isUtf8(bytes)) return 'utf-8';
  const start = bytes.findIndex((byte) => byte > 0x7f);
  const sample = bytes.subarray(start, start + SAMPLE_BYTES);
  if (isNearlyUtf8(sample)) return 'utf-8';
  return looksShiftJis(sample) ? 'shift_jis' : 'windows-1252';
}

/** UTF-16 has the zeros of its ASCII characters on one side; a few letters (一) have theirs on the other. */
function unmarkedUtf16(bytes: Buffer): Encoding | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let even = 0;
  let odd = 0;
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) {
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (bytes.length % 2 === 1 || Math.max(even, odd) <= sample.length * UTF16_ZEROS) return undefined;
  if (even * 5 <= odd) return 'utf-16le';
  return odd * 5 <= even ? 'utf-16be' : undefined;
}

function isNearlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  const letters = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return letters > broken * WHOLE_LETTERS;
}

function startsWith(bytes: Buffer, start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
