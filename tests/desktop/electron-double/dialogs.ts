import { type Dialog, desktop, show, when } from './desktop.ts';
import { only } from './strict.ts';

const waiting: ((answer: object) => void)[] = [];

/** Opens a dialog, and waits until the person has answered it. The window that it belongs to may come first. */
function ask<Answer>(kind: Dialog['kind']) {
  return (...[first, second]: [object, object?]): Promise<Answer> => {
    show({ dialogs: [...desktop.dialogs, { kind, options: second ?? first }] });
    return new Promise((resolve) => waiting.push(resolve as () => void));
  };
}

export const dialog = only('dialog', {
  showOpenDialog: ask<Electron.OpenDialogReturnValue>('open'),
  showSaveDialog: ask<Electron.SaveDialogReturnValue>('save'),
  showMessageBox: ask<Electron.MessageBoxReturnValue>('message'),
  showErrorBox(title: string, content: string): void {
    show({ dialogs: [...desktop.dialogs, { kind: 'error', options: { title, content } }] });
    waiting.push(() => {});
  },
});

when('answer', (answer) => {
  show({ dialogs: desktop.dialogs.slice(1) });
  waiting.shift()?.(answer);
});
