import { join } from 'node:path';
import { app, dialog } from 'electron';
import { writeFileAtomic } from '../shared/files.ts';
import type { Screen } from './app/screen.ts';
import type { AppWindow } from './window.ts';
import { WORDS } from './words.ts';

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
    print: () => new Promise((resolve) => window.native.webContents.print({}, (printed) => resolve(printed))),
    savePdf: (suggestedName) =>
      save(window, WORDS.savePdf, suggestedName, () =>
        window.native.webContents.printToPDF({ preferCSSPageSize: true }),
      ),
    saveArchive: (suggestedName, archive) => save(window, WORDS.saveDiagnostics, suggestedName, async () => archive),
  };
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
