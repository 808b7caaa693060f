import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ErrorView, InviteView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Heading } from '../parts/Heading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { EnrolmentSteps } from './EnrolmentSteps.tsx';
import { InviteEntry } from './InviteEntry.tsx';
import { InviteFacts } from './InviteFacts.tsx';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    minHeight: '100vh',
    display: 'grid',
    alignContent: 'center',
    justifyItems: 'center',
    padding: tokens.spacingHorizontalXXL,
    '@media (max-width: 500px)': { padding: tokens.spacingHorizontalM },
  },
  column: { width: '100%', maxWidth: '36rem', gap: tokens.spacingVerticalXL },
  lead: { marginTop: tokens.spacingVerticalS },
});

interface Props {
  /** Why it has to be set up again, or why an invite file can't be read. */
  problem: ErrorView | null;
  opened: InviteView | null;
  onEnrolled(): void;
}

/** This PC waits for its invite. */
export function FirstRun({ problem, opened, onEnrolled }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [given, setGiven] = useState<InviteView | null>(null);
  const [putAway, setPutAway] = useState<InviteView | null>(null);
  const device = opened !== putAway && opened?.role === 'device' ? opened : given;
  const startOver = (): void => {
    setGiven(null);
    setPutAway(opened);
  };
  return (
    <main className={styles.page}>
      <div className={mergeClasses(shared.stack, styles.column)}>
        <div>
          <h1 className={shared.title}>{strings.setup.title}</h1>
          <p className={mergeClasses(shared.paragraph, shared.muted, styles.lead)}>{strings.setup.intro}</p>
        </div>
        {problem && <ErrorNote error={problem} />}
        <div className={shared.card}>
          {device ? (
            <Confirmation key={device.id} invite={device} onOther={startOver} onEnrolled={onEnrolled} />
          ) : (
            <InviteEntry wanted="device" onInvite={setGiven} />
          )}
        </div>
      </div>
    </main>
  );
}

/** So that what is new on the page is what is read next. */
const focusOnce = (heading: HTMLElement | null): void => heading?.focus();

interface Confirmed extends Pick<Props, 'onEnrolled'> {
  invite: InviteView;
  onOther(): void;
}

/** Whose office it is, and then how far this PC has come. */
function Confirmation({ invite, onOther, onEnrolled }: Confirmed) {
  const { strings } = useApp();
  const shared = useSharedStyles();
  const enrol = useAction(window.spams.enrolDevice);
  if (enrol.busy)
    return (
      <div className={shared.stack}>
        <h2 className={mergeClasses(shared.heading, shared.large)}>{strings.setup.working}</h2>
        <EnrolmentSteps />
      </div>
    );
  return (
    <div className={shared.stack}>
      <Heading ref={focusOnce} className={shared.large}>
        {strings.setup.facts.title}
      </Heading>
      <InviteFacts invite={invite} />
      {enrol.error && <ErrorNote error={enrol.error} />}
      <div className={shared.row}>
        <Button
          appearance="primary"
          onClick={() => void enrol.run({ invite: invite.id }).then((done) => done !== undefined && onEnrolled())}
        >
          {enrol.error ? strings.common.tryAgain : strings.setup.enrol}
        </Button>
        <Button onClick={onOther}>{strings.setup.another}</Button>
      </div>
    </div>
  );
}
