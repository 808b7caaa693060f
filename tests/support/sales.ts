import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Branch } from '../../src/main/branch/branch.ts';
import { type Upload, type Uploaded, uploadClosing } from '../../src/main/branch/closing.ts';
import type { SendOptions } from '../../src/main/branch/outbox.ts';
import { likelyToday, type Preview, previewClosing } from '../../src/main/branch/preview.ts';
import type { ReadingHints } from '../../src/shared/reading-hints.ts';
import { testFolder } from './folders.ts';
import { PASSPHRASE } from './shared.ts';

/** Two lines, five pieces, 17.80. */
export const SALES = 'Item,Quantity,Unit price,Amount\r\nLaksa,2,6.50,13.00\r\nKopi,3,1.60,4.80\r\n';

/** Writes a manager's file; gives its path. */
export async function salesFile(content: Buffer | string = SALES, name = 'day_end.csv'): Promise<string> {
  const path = join(await testFolder(), name);
  await writeFile(path, content);
  return path;
}

/** Looks at a sales file as one of today. */
export function look(branch: Branch, path: string, hints?: ReadingHints): Promise<Preview> {
  return previewClosing(branch, { path, businessDate: likelyToday(branch), hints }, new AbortController().signal);
}

/** Closes the day as the manager `mei`, with a file of SALES unless told otherwise. */
export async function upload(
  branch: Branch,
  options: Partial<Upload> = {},
  sending: SendOptions = {},
): Promise<Uploaded> {
  const path = options.path ?? (await salesFile());
  return uploadClosing(branch, { manager: 'mei', passphrase: PASSPHRASE, part: 'main', ...options, path }, sending);
}
