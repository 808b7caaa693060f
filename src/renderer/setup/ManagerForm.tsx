import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { ErrorView, InviteView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { InviteFacts } from './InviteFacts.tsx';
import { NewPassphraseFields, useNewPassphrase } from './NewPassphrase.tsx';

const useStyles = makeStyles({ away: { display: 'none' }, actions: { justifyContent: 'flex-end' } });

interface Props {
  invite: InviteView;
  /** While it is being done: what was typed stays, should it have to be done again. */
  hidden: boolean;
  error: ErrorView | null;
  onSubmit(passphrase: string): void;
  onCancel(): void;
}

/** Whose office it is, and the passphrase, typed twice. */
export function ManagerForm({ invite, hidden, error, onSubmit, onCancel }: Props) {
  const words = useApp().strings.setup.manager;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [wasAsked, setAsked] = useState(false);
  const chosen = useNewPassphrase();
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (chosen.isGood) onSubmit(chosen.passphrase);
  };
  return (
    <form className={hidden ? styles.away : shared.stack} onSubmit={submitted}>
      <InviteFacts invite={invite} />
      <NewPassphraseFields chosen={chosen} label={words.passphrase} isFirst wasAsked={wasAsked} />
      {error && <ErrorNote error={error} />}
      <Actions isAgain={error !== null} onCancel={onCancel} />
    </form>
  );
}

function Actions({ isAgain, onCancel }: { isAgain: boolean; onCancel(): void }) {
  const { strings } = useApp();
  return (
    <div className={mergeClasses(useSharedStyles().row, useStyles().actions)}>
      <Button onClick={onCancel}>{strings.common.cancel}</Button>
      <Button type="submit" appearance="primary">
        {isAgain ? strings.common.tryAgain : strings.setup.manager.enrol}
      </Button>
    </div>
  );
}
