import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useTheme } from './app/theme.ts';
import { AppContext, appOf } from './app/use-app.ts';
import { useAppState } from './app/use-app-state.ts';
import { FirstRun } from './setup/FirstRun.tsx';
import { useOpenedInvite } from './setup/use-opened-invite.ts';
import { Blocked } from './shell/Blocked.tsx';
import { Boundary } from './shell/Boundary.tsx';
import { Shell } from './shell/Shell.tsx';
import { Starting } from './shell/Starting.tsx';

const useStyles = makeStyles({
  window: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground2 },
});

/** The window: what main says this PC is, and the page that belongs to it. */
export function App() {
  const styles = useStyles();
  const state = useAppState();
  const app = useMemo(() => appOf(state), [state]);
  const opened = useOpenedInvite();
  return (
    <FluentProvider theme={useTheme()}>
      <AppContext value={app}>
        <div className={styles.window}>
          <Boundary>
            {state.phase === 'starting' && <Starting />}
            {state.phase === 'blocked' && <Blocked problem={state.problem} />}
            {state.phase === 'setup' && <FirstRun problem={opened.error ?? state.problem} opened={opened} />}
            {state.phase === 'ready' && <Shell opened={opened} />}
          </Boundary>
        </div>
      </AppContext>
    </FluentProvider>
  );
}
