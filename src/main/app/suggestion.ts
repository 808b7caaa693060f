import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { businessDateAt } from '../../shared/business-date.ts';
import { sha256Hex } from '../../shared/cms/digest.ts';
import { listFolder } from '../../shared/files.ts';
import type { Branch } from '../branch/branch.ts';
import { readSalesFile, settingsOf } from '../branch/closing.ts';
import { closingsOn } from '../branch/closings-on.ts';
import { likelyToday } from '../branch/preview.ts';

/** What tills write; anything else in the folder may be chosen, but isn't suggested. */
const EXPORTS = new Set(['.csv', '.tsv', '.txt']);

export interface Found {
  path: string;
  name: string;
  /** Bytes. */
  size: number;
  modified: Date;
}

/**
 * Today's newest export in a folder, unless it was uploaded already.
 * @throws `file-not-found`, `file-not-allowed`, `disk-failed` where the folder isn't there just now
 */
export async function suggestSales(branch: Branch, folder: string, hash: LastHash): Promise<Found | undefined> {
  const today = likelyToday(branch);
  const rule = settingsOf(branch);
  const ofToday = (await exportsIn(folder)).filter(({ modified }) => businessDateAt(modified, rule) === today);
  const [newest] = ofToday.sort((a, b) => b.modified.getTime() - a.modified.getTime());
  return newest && (await wasUploaded(branch, newest, today, hash)) ? undefined : newest;
}

/** A file's SHA-256, worked out anew only when its size or time is another: a large one is looked at often. */
export class LastHash {
  #of: { key: string; sha256: string } | undefined;

  async of(branch: Branch, { path, size, modified }: Found): Promise<string> {
    const key = `${path} ${size} ${modified.getTime()}`;
    if (this.#of?.key !== key) this.#of = { key, sha256: await sha256Hex(await readSalesFile(branch, path)) };
    return this.#of.sha256;
  }
}

async function exportsIn(folder: string): Promise<Found[]> {
  const names = await listFolder(folder);
  const found = await Promise.all(names.filter((name) => EXPORTS.has(extname(name).toLowerCase())).map(describe));
  return found.filter((each) => each !== undefined);

  async function describe(name: string): Promise<Found | undefined> {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    return stats?.isFile() ? { path, name, size: stats.size, modified: stats.mtime } : undefined;
  }
}

async function wasUploaded(branch: Branch, found: Found, date: string, hash: LastHash): Promise<boolean> {
  const sha256 = await hash.of(branch, found);
  return (await closingsOn(branch, date)).some(({ fileSha256 }) => fileSha256 === sha256);
}
