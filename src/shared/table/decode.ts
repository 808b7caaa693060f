import { isUtf8 } from 'node:buffer';

/** A file's text, without its byte order mark, and the WHATWG name of the encoding that it was read in. */
export interface Decoded {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

const SIGNATURES: [kind: string, bytes: number[]][] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['an Excel workbook or a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a compressed file', [0x1f, 0x8b]],
];

/**
 * Decodes a text file: by its byte order mark (UTF-8, UTF-16), else as UTF-8 where every byte fits, else as
 * Windows-1252, which any bytes are. Throws a RangeError beyond V8's longest string (about 512 million characters).
 */
export function decodeText(bytes: Buffer): Decoded {
  const encoding = detectEncoding(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** What the bytes are when they aren't a text file ("a PDF"), or undefined. Takes the file and its decoded text. */
export function binaryKind(bytes: Buffer, text: string): string | undefined {
  const signature = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  return signature?.[0] ?? (text.includes('\0') ? 'a file of another program' : undefined);
}

function detectEncoding(bytes: Buffer): Decoded['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}
