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

export const dialog = only<Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog'>>('dialog', {
  showOpenDialog: ask('open'),
  showSaveDialog: ask('save'),
});

when('answer', (answer) => {
  const [answered] = waiting.splice(0, 1);
  if (!answered) throw new Error('No dialog is open.');
  show({ dialogs: desktop.dialogs.slice(1) });
  answered(answer);
});
