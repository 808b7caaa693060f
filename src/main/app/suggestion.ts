import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { businessDateAt } from '../../shared/business-date.ts';
import { sha256Hex } from '../../shared/cms/digest.ts';
import type { Branch } from '../branch/branch.ts';
import { readSalesFile, settingsOf } from '../branch/closing.ts';
import { closingsOn } from '../branch/closings-on.ts';
import { likelyToday } from '../branch/preview.ts';

/** What tills write; anything else in the folder may be chosen, but isn't suggested. */
const EXPORTS = new Set(['.csv', '.tsv', '.txt']);

interface Found {
  path: string;
  name: string;
  modified: Date;
}

/** Today's newest export in the folder that the last one came from, unless it was uploaded already. */
export async function suggestSales(branch: Branch, folder: string | undefined): Promise<Found | undefined> {
  if (!folder) return undefined;
  const today = likelyToday(branch);
  const rule = settingsOf(branch);
  const ofToday = (await exportsIn(folder)).filter(({ modified }) => businessDateAt(modified, rule) === today);
  const [newest] = ofToday.sort((a, b) => b.modified.getTime() - a.modified.getTime());
  return newest && (await wasUploaded(branch, newest, today)) ? undefined : newest;
}

/** A folder that isn't there just now, such as a memory stick's, has none. */
async function exportsIn(folder: string): Promise<Found[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.filter((name) => EXPORTS.has(extname(name).toLowerCase())).map(describe));
  return found.filter((each) => each !== undefined);

  async function describe(name: string): Promise<Found | undefined> {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    return stats?.isFile() ? { path, name, modified: stats.mtime } : undefined;
  }
}

async function wasUploaded(branch: Branch, { path }: Found, date: string): Promise<boolean> {
  const sha256 = await sha256Hex(await readSalesFile(branch, path));
  return (await closingsOn(branch, date)).some(({ fileSha256 }) => fileSha256 === sha256);
}
