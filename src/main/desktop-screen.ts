import { join } from 'node:path';
import { app, dialog } from 'electron';
import { SpamsError } from '../shared/errors.ts';
import { writeFileAtomic } from '../shared/files.ts';
import type { Screen } from './app/screen.ts';
import type { AppWindow } from './window.ts';
import { WORDS } from './words.ts';

/** Electron tells by its text alone that the person closed the system's dialog. */
const CANCELLED = /cancell?ed/i;

/** The desktop's dialogs and printers, over our window. */
export function desktopScreen(window: AppWindow): Screen {
  return {
    tell: (event, value) => window.tell(event, value),
    chooseInvite: () =>
      choose(window, { title: WORDS.chooseInvite, filters: [{ name: WORDS.invites, extensions: ['spams-invite'] }] }),
    chooseSales: (folder) =>
      choose(window, {
        title: WORDS.chooseSales,
        ...(folder && { defaultPath: folder }),
        filters: [
          { name: WORDS.sales, extensions: ['csv', 'tsv', 'txt'] },
          { name: WORDS.allFiles, extensions: ['*'] },
        ],
      }),
    print: () => print(window),
    savePdf: async (suggestedName) => {
      const defaultPath = join(app.getPath('documents'), suggestedName);
      const { filePath } = await dialog.showSaveDialog(window.native, { title: WORDS.savePdf, defaultPath });
      if (!filePath) return false;
      await writeFileAtomic(filePath, await window.native.webContents.printToPDF({ preferCSSPageSize: true }));
      return true;
    },
  };
}

/** Whether the person printed, or changed their mind. @throws `printing-failed` */
function print({ native }: AppWindow): Promise<boolean> {
  return new Promise((resolve, reject) => {
    native.webContents.print({}, (printed, reason) => {
      if (printed || CANCELLED.test(reason)) resolve(printed);
      else reject(new SpamsError('printing-failed', { detail: `printing: ${reason}` }));
    });
  });
}

async function choose(window: AppWindow, options: Electron.OpenDialogOptions): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window.native, { ...options, properties: ['openFile'] });
  return filePaths[0];
}
