import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowSyncCircle20Regular,
  Clock20Regular,
  type FluentIcon,
  PauseCircle20Regular,
  Send20Regular,
  Warning20Regular,
} from '@fluentui/react-icons';
import type { OutboxView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalM} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  why: { flexBasis: '100%' },
  list: { marginTop: tokens.spacingVerticalM },
});

const ICONS: Record<OutboxView['state'], FluentIcon> = {
  queued: Clock20Regular,
  held: PauseCircle20Regular,
  refused: Warning20Regular,
};

const sendOutbox = () => window.spams.sendOutbox(undefined);

/** What is signed and has no receipt yet. */
export function Outbox() {
  const { state, strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const send = useAction(sendOutbox);
  const words = strings.day.outbox;
  // What was refused, and replaced since, is on no way any more.
  const outbox = state.outbox.filter(({ replaced }) => !replaced);
  if (outbox.length === 0) return null;
  const isBusy = send.busy || outbox.some(({ sending }) => sending);
  return (
    <section className={shared.card}>
      <div className={shared.row}>
        <h2 className={mergeClasses(shared.heading, shared.grow)}>{words.title}</h2>
        <Button icon={<Send20Regular />} disabledFocusable={isBusy} onClick={() => void send.run()}>
          {words.sendNow}
        </Button>
      </div>
      {send.error && <ErrorNote error={send.error} intent="info" />}
      <ul className={mergeClasses(shared.plainList, styles.list)}>
        {outbox.map((entry) => (
          <Entry key={entry.documentId} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: OutboxView }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const words = strings.day.outbox;
  const Icon = entry.sending ? ArrowSyncCircle20Regular : ICONS[entry.state];
  return (
    <li className={styles.entry}>
      <div className={shared.grow}>
        <strong>{format.shortDay(entry.businessDate)}</strong> · {entry.part}
        <div className={shared.muted}>
          <Clamped text={entry.fileName} />
        </div>
      </div>
      <div>
        <div className={styles.state}>
          <Icon aria-hidden />
          {entry.sending ? words.sending : words[entry.state]}
        </div>
        <div className={shared.muted}>{words.since(format.moment(entry.queuedAt))}</div>
      </div>
      {entry.error && (
        <div className={styles.why}>
          <ErrorNote error={entry.error} intent={entry.state === 'queued' ? 'info' : 'warning'} />
        </div>
      )}
    </li>
  );
}
