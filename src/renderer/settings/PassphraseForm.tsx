import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { type FormEvent, useId, useState } from 'react';
import type { ErrorView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Secret } from '../parts/Secret.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { NewPassphraseFields, useNewPassphrase } from '../setup/NewPassphrase.tsx';

const useStyles = makeStyles({ actions: { justifyContent: 'flex-end' } });

interface Props {
  busy: boolean;
  error: ErrorView | null;
  /** Gives whether it is changed. */
  onSubmit(current: string, next: string): Promise<boolean>;
  onCancel(): void;
}

/** The passphrase as it is, and the one to come, typed twice. */
export function PassphraseForm({ busy, error, onSubmit, onCancel }: Props) {
  const words = useApp().strings.settings.passphrase;
  const shared = useSharedStyles();
  const id = useId();
  const [current, setCurrent] = useState('');
  const [wasAsked, setAsked] = useState(false);
  const chosen = useNewPassphrase();
  const submitted = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (busy || current === '' || !chosen.isGood || (await onSubmit(current, chosen.passphrase))) return;
    setCurrent('');
    document.getElementById(id)?.focus();
  };
  const isWrong = error?.code === 'passphrase-wrong';
  const wrong = isWrong ? `${error.happened} ${error.means} ${error.next}` : undefined;
  const complaint = current === '' && wasAsked ? (wrong ?? words.currentNeeded) : undefined;
  return (
    <form className={shared.stack} onSubmit={submitted} noValidate>
      <Secret id={id} label={words.current} isFirst value={current} complaint={complaint} onChange={setCurrent} />
      <NewPassphraseFields chosen={chosen} label={words.next} wasAsked={wasAsked} />
      {error && !isWrong && <ErrorNote error={error} />}
      <Actions busy={busy} onCancel={onCancel} />
    </form>
  );
}

function Actions({ busy, onCancel }: { busy: boolean; onCancel(): void }) {
  const { common, settings } = useApp().strings;
  return (
    <div className={mergeClasses(useSharedStyles().row, useStyles().actions)}>
      <Button disabled={busy} onClick={onCancel}>
        {common.cancel}
      </Button>
      <Button type="submit" appearance="primary" disabledFocusable={busy}>
        {busy ? settings.passphrase.changing : settings.passphrase.change}
      </Button>
    </div>
  );
}
