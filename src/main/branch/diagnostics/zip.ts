import { strToU8, zipSync } from 'fflate';
import type { DiagnosticsFile } from './collect.ts';

/** The files as one archive (ZIP, deflated), all of one time. */
export function zipOf(files: readonly DiagnosticsFile[], mtime: Date): Buffer {
  const entries = files.map(({ name, text }) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime }));
}
