import { Dialog, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import type { InviteView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { EnrolmentSteps } from './EnrolmentSteps.tsx';
import { InviteEntry } from './InviteEntry.tsx';
import { ManagerDone } from './ManagerDone.tsx';
import { ManagerForm } from './ManagerForm.tsx';

interface Props {
  /** One that was opened already. */
  invite?: InviteView;
  onDone(): void;
  onCancel(): void;
}

/** A manager's own invite, a passphrase, and then their signing key on this PC. It can't be left half-way. */
export function ManagerSetup({ invite: opened, onDone, onCancel }: Props) {
  const { strings } = useApp();
  const words = strings.setup.manager;
  const [given, setGiven] = useState(opened?.role === 'manager' ? opened : null);
  const [isDone, setDone] = useState(false);
  const enrol = useAction(window.spams.enrolManager);
  const close = isDone ? onDone : onCancel;
  const submit = async (passphrase: string): Promise<void> => {
    if (given && (await enrol.run({ invite: given.id, passphrase })) !== undefined) setDone(true);
  };
  return (
    <Dialog open modalType={enrol.busy ? 'alert' : 'modal'} onOpenChange={() => !enrol.busy && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent>
            {!given && <Entry onInvite={setGiven} />}
            {given && isDone && <ManagerDone text={words.done(given.holder)} note={words.doneNote} onDone={onDone} />}
            {given && enrol.busy && <Working name={given.holder} />}
            {given && !isDone && (
              <ManagerForm
                invite={given}
                hidden={enrol.busy}
                error={enrol.error}
                onSubmit={submit}
                onCancel={onCancel}
              />
            )}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Entry({ onInvite }: { onInvite(invite: InviteView): void }) {
  const { strings } = useApp();
  const shared = useSharedStyles();
  return (
    <div className={shared.stack}>
      <p className={shared.paragraph}>{strings.setup.manager.intro}</p>
      <InviteEntry wanted="manager" onInvite={onInvite} />
    </div>
  );
}

function Working({ name }: { name: string }) {
  const { strings } = useApp();
  const shared = useSharedStyles();
  return (
    <div className={shared.stack}>
      <p className={shared.paragraph}>{strings.setup.manager.working(name)}</p>
      <EnrolmentSteps />
    </div>
  );
}
