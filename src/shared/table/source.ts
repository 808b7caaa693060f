import { binaryKind, type Decoded, decodeText } from './decode.ts';
import type { WarningList } from './warnings.ts';

/** What Windows-1252 leaves undefined: a file that has these is in some other encoding. */
const UNDEFINED_IN_WINDOWS_1252 = /[\u0081\u008d\u008f\u0090\u009d]/;

/** Decodes a file and says what is odd about it; undefined when it is empty or isn't text, which is said too. */
export function openSource(bytes: Buffer, warnings: WarningList): Decoded | undefined {
  const decoded = decodeText(bytes);
  const kind = binaryKind(bytes, decoded.text);
  if (kind !== undefined) warnings.add('not-text', null, { kind });
  else if (decoded.text.trim() === '') warnings.add('file-empty');
  else {
    if (decoded.encoding === 'windows-1252') warnings.add(encodingWarning(decoded.text));
    return decoded;
  }
  return undefined;
}

function encodingWarning(text: string): 'encoding-unknown' | 'encoding-guessed' {
  return UNDEFINED_IN_WINDOWS_1252.test(text) ? 'encoding-unknown' : 'encoding-guessed';
}
