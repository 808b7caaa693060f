import { Button, Spinner } from '@fluentui/react-components';
import { PlugDisconnected24Regular } from '@fluentui/react-icons';
import { useAction, useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { useSharedStyles } from '../parts/styles.ts';

/** Fetching the menu is how this PC gets to hear from head office. */
const connect = () => window.spams.fetchMenu(undefined);

/** Before head office was reached for the first time, nobody knows this branch's currency and hours. */
export function NeverConnected() {
  const { state, strings } = useApp();
  const shared = useSharedStyles();
  const action = useAction(connect);
  const error = action.error ?? state.connection.error;
  const isBusy = action.busy || state.connection.state === 'connecting';
  return (
    <div className={shared.stack}>
      <div className={shared.row}>
        <PlugDisconnected24Regular aria-hidden />
        <div className={shared.grow}>
          <strong>{strings.day.file.neverConnected}</strong>
          <div className={shared.muted}>{strings.day.file.neverConnectedNote}</div>
        </div>
        {isBusy ? (
          <Spinner size="tiny" label={strings.common.connection.connecting} />
        ) : (
          <Button appearance="primary" onClick={() => void action.run()}>
            {strings.common.tryAgain}
          </Button>
        )}
      </div>
      {error && !isBusy && <ErrorNote error={error} intent="info" />}
    </div>
  );
}
