import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ErrorView, InviteView } from '../../preload/index.ts';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Note } from '../parts/Note.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { EnrolmentSteps } from './EnrolmentSteps.tsx';
import { InviteEntry } from './InviteEntry.tsx';
import { InviteFacts } from './InviteFacts.tsx';
import { NetworkSettings } from './NetworkSettings.tsx';
import type { OpenedInvite } from './use-opened-invite.ts';

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
  opened: OpenedInvite;
}

/** This PC waits for its invite. */
export function FirstRun({ problem, opened }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const [given, setGiven] = useState<InviteView | null>(null);
  const device = opened.invite?.role === 'device' ? opened.invite : given;
  const take = (invite: InviteView | null): void => {
    setGiven(invite);
    opened.close();
  };
  return (
    <main className={styles.page}>
      <div className={mergeClasses(shared.stack, styles.column)}>
        <div>
          <h1 className={shared.title}>{strings.setup.title}</h1>
          <p className={mergeClasses(shared.paragraph, shared.muted, styles.lead)}>{strings.setup.intro}</p>
        </div>
        {problem && <ErrorNote error={problem} />}
        {opened.invite?.role === 'manager' && (
          <Note intent="warning" role="alert" text={strings.setup.entry.wrongRole.device} />
        )}
        <div className={shared.card}>
          {device ? (
            <Confirmation key={device.id} invite={device} onTake={() => take(device)} onOther={() => take(null)} />
          ) : (
            <InviteEntry wanted="device" onInvite={take} />
          )}
        </div>
      </div>
    </main>
  );
}

/** So that what is new on the page is what is read next. */
const focusOnce = (heading: HTMLElement | null): void => heading?.focus();

/** What another way to head office may help against. */
const OF_THE_NETWORK: ErrorView['code'][] = [
  'office-unreachable',
  'host-unknown',
  'network-intercepted',
  'proxy-unreachable',
  'proxy-auth-required',
  'proxy-refused',
  'proxy-unsupported',
];

interface Confirmed {
  invite: InviteView;
  /** It is used here, and isn't one to be opened any more. */
  onTake(): void;
  onOther(): void;
}

/** Whose office it is, and then how far this PC has come. */
function Confirmation({ invite, onTake, onOther }: Confirmed) {
  const { strings } = useApp();
  const shared = useSharedStyles();
  const enrol = useAction(window.spams.enrolDevice);
  const setUp = (): void => {
    onTake();
    void enrol.run({ invite: invite.id });
  };
  if (enrol.busy) return <Working />;
  return (
    <div className={shared.stack}>
      <Heading ref={focusOnce} className={shared.large}>
        {strings.setup.facts.title}
      </Heading>
      <InviteFacts invite={invite} />
      {enrol.error && <ErrorNote error={enrol.error} />}
      <div className={shared.row}>
        <Button appearance="primary" onClick={setUp}>
          {enrol.error ? strings.common.tryAgain : strings.setup.enrol}
        </Button>
        <Button onClick={onOther}>{strings.setup.another}</Button>
        {enrol.error && OF_THE_NETWORK.includes(enrol.error.code) && <NetworkSettings />}
      </div>
    </div>
  );
}

function Working() {
  const { strings } = useApp();
  const shared = useSharedStyles();
  return (
    <div className={shared.stack}>
      <Heading ref={focusOnce} className={shared.large}>
        {strings.setup.working}
      </Heading>
      <EnrolmentSteps />
    </div>
  );
}
