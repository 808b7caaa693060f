import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { ErrorView, InviteView, PassphraseRating } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Secret } from '../parts/Secret.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { InviteFacts } from './InviteFacts.tsx';
import { Strength } from './Strength.tsx';
import { useRating } from './use-rating.ts';

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
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [wasAsked, setAsked] = useState(false);
  const rating = useRating(passphrase);
  const complaints = useComplaints(passphrase, again, rating);
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (!complaints.passphrase && !complaints.again) onSubmit(passphrase);
  };
  return (
    <form className={hidden ? styles.away : shared.stack} onSubmit={submitted}>
      <InviteFacts invite={invite} />
      <Secret
        label={words.passphrase}
        hint={words.passphraseHint}
        isFirst
        value={passphrase}
        complaint={wasAsked ? complaints.passphrase : undefined}
        onChange={setPassphrase}
      />
      {rating && <Strength rating={rating} />}
      <Secret
        label={words.again}
        value={again}
        complaint={wasAsked ? complaints.again : undefined}
        onChange={setAgain}
      />
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

function useComplaints(passphrase: string, again: string, rating: PassphraseRating | null) {
  const { manager, strength } = useApp().strings.setup;
  const tooShort = rating?.advice === 'too-short' ? strength.advice['too-short'] : undefined;
  return {
    passphrase: passphrase === '' ? manager.empty : tooShort,
    again: passphrase === again ? undefined : manager.differ,
  };
}
