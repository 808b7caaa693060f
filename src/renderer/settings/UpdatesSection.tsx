import { Button } from '@fluentui/react-components';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { type Fact, Facts } from '../parts/Facts.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Section } from './Section.tsx';
import { updateWords } from './update-words.ts';

/** Which version this is, and what becomes of newer ones: the one place where their failures are told. */
export function UpdatesSection() {
  const { state, strings } = useApp();
  const shared = useSharedStyles();
  const { updates } = state;
  return (
    <Section title={strings.updates.title}>
      <Facts facts={useUpdateFacts()} />
      <p role="status" className={shared.paragraph}>
        {updateWords(updates, strings)}
      </p>
      {updates.error && <ErrorNote error={updates.error} intent="warning" role="group" />}
      {CAN_UPDATE.has(updates.state) && <Actions />}
    </Section>
  );
}

function useUpdateFacts(): Fact[] {
  const { state, strings, format } = useApp();
  const { version, checkedAt } = state.updates;
  const { updates: words } = strings;
  return [
    { name: words.version, value: version },
    ...(checkedAt ? [{ name: words.checked, value: format.moment(checkedAt) }] : []),
  ];
}

const CAN_UPDATE: ReadonlySet<string> = new Set(['idle', 'checking', 'downloading', 'ready']);

const look = () => window.spams.checkForUpdates(undefined);
const restartNow = () => window.spams.restartToUpdate(undefined);

/** A button that can't be used just now stays where it is, and keeps the focus. */
function Actions() {
  const { state, strings } = useApp();
  const shared = useSharedStyles();
  const [check, restart] = [useAction(look), useAction(restartNow)];
  const { state: now, waits } = state.updates;
  const error = restart.error ?? check.error;
  return (
    <>
      <div className={shared.row}>
        {now === 'ready' && (
          <Button appearance="primary" disabledFocusable={waits || restart.busy} onClick={() => void restart.run()}>
            {strings.updates.restart}
          </Button>
        )}
        <Button
          disabledFocusable={waits || now === 'checking' || now === 'downloading'}
          onClick={() => void check.run()}
        >
          {strings.updates.check}
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  );
}
