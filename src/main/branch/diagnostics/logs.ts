import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from '../../../shared/files.ts';
import type { Home } from '../home.ts';
import type { DiagnosticsFile } from './collect.ts';

/** What lies in a home's logs: the one that is written, and the one before. */
const NAMES = ['branch.log', 'branch.old.log'];
/** The last of each, bytes: what goes wrong now is at its end. */
const MOST = 1024 * 1024;

export async function logFiles({ logs }: Home): Promise<DiagnosticsFile[]> {
  const files = await Promise.all(
    NAMES.map(async (name) => ({ name: `logs/${name}`, text: await endOf(join(logs, name)) })),
  );
  return files.flatMap(({ name, text }) => (text === undefined ? [] : { name, text }));
}

/** From the beginning of a line on. A log that can't be read hides nothing else. */
async function endOf(path: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    return await lastLines(file).finally(() => file.close());
  } catch (error) {
    return isErrno(error, 'ENOENT') ? undefined : `It can't be read: ${String(error)}\n`;
  }
}

async function lastLines(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const start = Math.max(0, size - MOST);
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
  const text = buffer.subarray(0, bytesRead).toString('utf8');
  return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
}
