import { Button, useRestoreFocusTarget } from '@fluentui/react-components';
import { type FormEvent, useId, useState } from 'react';
import type { NetworkView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { InfoDialog } from '../parts/InfoDialog.tsx';
import { Loading } from '../parts/Loading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { NetworkFields } from '../settings/NetworkFields.tsx';
import { useNetwork, useNetworkForm } from '../settings/use-network.ts';

/** The way to head office, where it can't be reached before this PC is set up. */
export function NetworkSettings() {
  const words = useApp().strings.network;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...useRestoreFocusTarget()} onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      {isOpen && <NetworkDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NetworkDialog({ onClose }: { onClose(): void }) {
  const { strings } = useApp();
  const form = useId();
  const { view, error } = useNetwork();
  return (
    <InfoDialog
      title={strings.network.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{strings.common.cancel}</Button>
          <Button type="submit" form={form} appearance="primary">
            {strings.network.save}
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={error} />}
      {!view && !error && <Loading label={strings.network.loading} sizes={[24, 96]} />}
      {view && <Fields id={form} view={view} onSaved={onClose} />}
    </InfoDialog>
  );
}

function Fields({ id, view, onSaved }: { id: string; view: NetworkView; onSaved(): void }) {
  const shared = useSharedStyles();
  const form = useNetworkForm(view, onSaved);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void form.save();
  };
  return (
    <form id={id} className={shared.stack} onSubmit={submit}>
      <NetworkFields form={form} />
      {form.error && <ErrorNote error={form.error} />}
    </form>
  );
}
