import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { ManagerView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ManagerDone } from '../setup/ManagerDone.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';

interface Props {
  manager: ManagerView;
  onClose(): void;
}

/** A manager's passphrase, changed by who knows it. It can't be left half-way. */
export function PassphraseDialog({ manager: { id, name }, onClose }: Props) {
  const words = useApp().strings.settings.passphrase;
  const [isDone, setDone] = useState(false);
  const change = useAction(window.spams.changePassphrase);
  const submit = async (current: string, next: string): Promise<boolean> => {
    const isChanged = (await change.run({ manager: id, current, next })) !== undefined;
    setDone(isChanged);
    return isChanged;
  };
  return (
    <Dialog open modalType={change.busy ? 'alert' : 'modal'} onOpenChange={() => !change.busy && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title(name)}</DialogTitle>
          <DialogContent>
            {isDone ? (
              <ManagerDone text={words.done(name)} note={words.doneNote} onDone={onClose} />
            ) : (
              <PassphraseForm busy={change.busy} error={change.error} onSubmit={submit} onCancel={onClose} />
            )}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
