import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle48Filled,
  CloudArrowUp48Regular,
  type FluentIcon,
  PauseCircle48Regular,
  Warning48Regular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { UploadOutcome } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { outcomeTitle } from './announcement.ts';
import { outcomeNow } from './closings.ts';
import { tell } from './day-store.ts';
import { Receipt } from './Receipt.tsx';

const useStyles = makeStyles({
  outcome: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalL,
    paddingTop: tokens.spacingVerticalXXL,
    paddingBottom: tokens.spacingVerticalXXL,
    textAlign: 'center',
  },
  icon: { width: '72px', height: '72px', flexShrink: 0, color: tokens.colorBrandForeground1 },
  delivered: { color: tokens.colorPaletteGreenForeground1 },
  heading: { fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600 },
  text: { margin: 0, maxWidth: '36rem' },
  note: { width: '100%', maxWidth: '40rem', textAlign: 'start' },
});

const ICONS: Record<UploadOutcome['state'], FluentIcon> = {
  delivered: CheckmarkCircle48Filled,
  queued: CloudArrowUp48Regular,
  held: PauseCircle48Regular,
  refused: Warning48Regular,
};

/** The fourth step: the receipt, or why there is none yet. */
export function Outcome({ done }: { done: UploadOutcome }) {
  const { state } = useApp();
  const outcome = outcomeNow(done, state.outbox);
  return (
    <Framed outcome={outcome}>
      {outcome.receipt ? (
        <Receipt receipt={outcome.receipt}>
          <Another />
        </Receipt>
      ) : (
        <NoReceiptYet outcome={outcome} />
      )}
    </Framed>
  );
}

function Framed({ outcome, children }: { outcome: UploadOutcome; children: ReactNode }) {
  const app = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const Icon = ICONS[outcome.state];
  return (
    <section className={mergeClasses(shared.card, styles.outcome)}>
      <Icon aria-hidden className={mergeClasses(styles.icon, outcome.state === 'delivered' && styles.delivered)} />
      <Heading id="day-outcome" className={styles.heading}>
        {outcomeTitle(outcome, app)}
      </Heading>
      {children}
    </section>
  );
}

function Another() {
  return <Button onClick={() => tell({ type: 'back' })}>{useApp().strings.day.receipt.another}</Button>;
}

function NoReceiptYet({ outcome: { state, error } }: { outcome: UploadOutcome }) {
  const { day } = useApp().strings;
  const styles = useStyles();
  return (
    <>
      {state !== 'delivered' && <p className={styles.text}>{day[state].text}</p>}
      {error && (
        <div className={styles.note}>
          <ErrorNote error={error} intent={state === 'queued' ? 'info' : 'warning'} role="group" />
        </div>
      )}
      <Another />
    </>
  );
}
