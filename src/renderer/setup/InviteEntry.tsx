import { Button, Field, makeStyles, mergeClasses, Textarea, tokens } from '@fluentui/react-components';
import { FolderOpen20Regular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import type { ErrorView, InviteView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  input: { fontFamily: tokens.fontFamilyMonospace },
  actions: { justifyContent: 'space-between' },
});

interface Props {
  /** Whose invite is wanted here. */
  wanted: InviteView['role'];
  onInvite(invite: InviteView): void;
}

/** Takes an invite, pasted or from its file. */
export function InviteEntry({ wanted, onInvite }: Props) {
  const { strings } = useApp();
  const words = strings.setup.entry;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [text, setText] = useState('');
  const { complaint, error, busy, take } = useInvite(wanted, onInvite);
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    take.text(text);
  };
  return (
    <form className={shared.stack} onSubmit={submitted}>
      <Field label={words.label} hint={words.hint} validationMessage={complaint}>
        <Textarea
          autoFocus
          rows={4}
          textarea={{ className: styles.input, spellCheck: false, autoComplete: 'off' }}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      {error && <ErrorNote error={error} />}
      <div className={mergeClasses(shared.row, styles.actions)}>
        <Button icon={<FolderOpen20Regular />} disabled={busy} onClick={take.file}>
          {words.open}
        </Button>
        <Button type="submit" appearance="primary" disabled={busy}>
          {busy ? words.reading : words.read}
        </Button>
      </div>
    </form>
  );
}

interface Entry {
  complaint: string | undefined;
  error: ErrorView | null;
  busy: boolean;
  take: { text(text: string): void; file(): void };
}

function useInvite(wanted: InviteView['role'], onInvite: (invite: InviteView) => void): Entry {
  const words = useApp().strings.setup.entry;
  const [complaint, setComplaint] = useState<string>();
  const read = useAction(window.spams.readInvite);
  const open = useAction(window.spams.openInvite);
  const taken = (invite: InviteView | null | undefined): void => {
    if (!invite) return;
    if (invite.role === wanted) onInvite(invite);
    else setComplaint(words.wrongRole[wanted]);
  };
  const text = (value: string): void => {
    open.clear();
    setComplaint(value.trim() === '' ? words.empty : undefined);
    if (value.trim() !== '') void read.run({ text: value }).then(taken);
  };
  const file = (): void => {
    read.clear();
    setComplaint(undefined);
    void open.run(undefined).then(taken);
  };
  return { complaint, error: read.error ?? open.error, busy: read.busy || open.busy, take: { text, file } };
}
