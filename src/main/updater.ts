import { join } from 'node:path';
import { app } from 'electron';
import type { BranchLog } from './branch/log.ts';
import { FeedUpdater } from './updates/feed-updater.ts';

/** What updates the SPAMS that runs. */
export function systemUpdater(log: BranchLog): FeedUpdater {
  const { ProgramFiles, ProgramW6432, 'ProgramFiles(x86)': programFilesX86 } = process.env;
  return new FeedUpdater({
    log,
    installation: {
      isPackaged: app.isPackaged,
      platform: process.platform,
      executable: process.execPath,
      programFolders: [ProgramFiles, ProgramW6432, programFilesX86].filter((folder) => folder !== undefined),
      // Only Electron has such a path.
      updateConfig: join(process.resourcesPath ?? '', 'app-update.yml'),
    },
  });
}
