import { readFile } from 'node:fs/promises';
import { win32 } from 'node:path';
import { z } from 'zod';
import type { UpdateHindrance } from '../app/views.ts';

/** How this SPAMS came to be on this PC. */
export interface Installation {
  /** Whether an installer put it here. */
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** The path of SPAMS.exe. */
  executable: string;
  /** Folders that only an administrator writes to. */
  programFolders: string[];
  /** The path of electron-builder's `app-update.yml`. */
  updateConfig: string;
}

const updateConfig = z.object({
  publisherName: z
    .union([z.string().transform((name) => [name]), z.array(z.string())])
    .pipe(z.array(z.string().min(1))),
});

/**
 * Why this SPAMS isn't to update itself; null where it may. One that IT installed for all users is IT's: replacing it
 * needs an administrator, whom nobody should be at a till. One whose build wasn't signed can't tell whose an update is.
 */
export async function hindranceOf(installation: Installation): Promise<UpdateHindrance | null> {
  const { isPackaged, platform } = installation;
  if (!isPackaged || platform !== 'win32') return 'not-installed';
  if (isForAllUsers(installation)) return 'for-all-users';
  return (await publishersOf(installation)).length > 0 ? null : 'unsigned';
}

/** Who may sign an update: electron-builder writes there who signed this build, if it was signed. None: nobody may. */
export async function publishersOf(installation: Pick<Installation, 'updateConfig'>): Promise<string[]> {
  const text = await readFile(installation.updateConfig, 'utf8').catch(() => '');
  return updateConfig.safeParse(await yaml(text)).data?.publisherName ?? [];
}

function isForAllUsers({ executable, programFolders }: Installation): boolean {
  return programFolders.some((folder) => {
    const path = win32.relative(folder, executable);
    return !path.startsWith('..') && !win32.isAbsolute(path);
  });
}

async function yaml(text: string): Promise<unknown> {
  const { load } = await import('js-yaml');
  try {
    return load(text);
  } catch {
    return undefined;
  }
}
