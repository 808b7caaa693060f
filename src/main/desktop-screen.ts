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
    chooseFolder: (folder) =>
      choose(window, { title: WORDS.chooseFolder, ...(folder && { defaultPath: folder }) }, 'openDirectory'),
    print: () => print(window),
    savePdf: (suggestedName) =>
      save(window, WORDS.savePdf, suggestedName, () =>
        window.native.webContents.printToPDF({ preferCSSPageSize: true }),
      ),
    saveArchive: (suggestedName, archive) => save(window, WORDS.saveDiagnostics, suggestedName, async () => archive),
    quit: () => app.quit(),
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

async function save(
  window: AppWindow,
  title: string,
  suggestedName: string,
  content: () => Promise<Buffer>,
): Promise<boolean> {
  const defaultPath = join(app.getPath('documents'), suggestedName);
  const { filePath } = await dialog.showSaveDialog(window.native, { title, defaultPath });
  if (!filePath) return false;
  await writeFileAtomic(filePath, await content());
  return true;
}

async function choose(
  window: AppWindow,
  options: Electron.OpenDialogOptions,
  what: 'openFile' | 'openDirectory' = 'openFile',
): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window.native, { ...options, properties: [what] });
  return filePaths[0];
}
