import { Button, makeStyles, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { AppState, ErrorView } from '../../preload/index.ts';
import { clipped } from '../app/clipped.ts';
import { useApp } from '../app/use-app.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { DayNews } from '../day/DayNews.tsx';
import { DayScreen } from '../day/DayScreen.tsx';
import { expectFile, goOn } from '../day/day-actions.ts';
import { useDelivered } from '../day/use-delivered.ts';
import { HistoryScreen } from '../history/HistoryScreen.tsx';
import { RefusedHint } from '../history/RefusedHint.tsx';
import { MenuScreen } from '../menu/MenuScreen.tsx';
import { ALL_DISHES } from '../menu/use-query.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { SettingsScreen } from '../settings/SettingsScreen.tsx';
import { OpenedInvite } from '../setup/OpenedInvite.tsx';
import type { OpenedInvite as Opened } from '../setup/use-opened-invite.ts';
import { Damaged } from './Damaged.tsx';
import { Rail } from './Rail.tsx';
import { NARROW } from './styles.ts';

const useStyles = makeStyles({
  shell: {
    minHeight: '100vh',
    display: 'grid',
    gridTemplateColumns: '216px minmax(0, 1fr)',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto 1fr' },
  },
  main: { minWidth: 0, ':focus': { outlineStyle: 'none' }, backgroundColor: tokens.colorNeutralBackground2 },
});

export type Screen = AppState['opensOn'] | 'history' | 'settings';

/** The rail, and the screen that was chosen there. */
export function Shell({ opened }: { opened: Opened }) {
  const { state } = useApp();
  const styles = useStyles();
  const [screen, setScreen] = useState<Screen>(state.opensOn);
  const [wanted, setWanted] = useState(ALL_DISHES);
  const [pastDay, setPastDay] = useState<string | null>(null);
  useShortcut('u', () => {
    setScreen('day');
    // Before head office was reached there is nothing to go on with.
    if (state.branch) void goOn();
  });
  useShortcut('r', () => {
    // On its own screen the menu does it, and shows what became of it.
    if (screen === 'menu') return;
    setScreen('menu');
    void window.spams.fetchMenu(undefined);
  });
  useDelivered();
  useTitle(screen);
  return (
    <div className={styles.shell}>
      <Rail screen={screen} onChoose={setScreen} />
      <main {...useRestoreFocusTarget()} ref={useArrival(screen)} tabIndex={-1} className={styles.main}>
        {opened.error && <UnreadInvite error={opened.error} onClose={opened.close} />}
        <Damaged errors={state.damaged} />
        {screen === 'menu' && (
          <MenuScreen wanted={wanted} onWant={setWanted}>
            <RefusedHint
              onOpen={(day) => {
                setPastDay(day);
                setScreen('history');
              }}
            />
          </MenuScreen>
        )}
        {screen === 'day' && <DayScreen />}
        {screen === 'history' && (
          <HistoryScreen
            chosen={pastDay}
            onChoose={setPastDay}
            onSend={(file) => {
              setScreen('day');
              void expectFile(file);
            }}
          />
        )}
        {screen === 'settings' && <SettingsScreen />}
        {screen !== 'day' && <DayNews onOpen={() => setScreen('day')} />}
      </main>
      {opened.invite && <OpenedInvite key={opened.invite.id} invite={opened.invite} onClose={opened.close} />}
    </div>
  );
}

function UnreadInvite({ error, onClose }: { error: ErrorView; onClose(): void }) {
  return (
    <ErrorNote error={error}>
      <Button onClick={onClose}>{useApp().strings.common.close}</Button>
    </ErrorNote>
  );
}

/** A screen begins at its top, with the focus, so that it is the next thing read. */
function useArrival(screen: Screen) {
  const ref = useRef<HTMLElement>(null);
  const shown = useRef<Screen>(null);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    window.scrollTo(0, 0);
    ref.current?.focus({ preventScroll: true });
  }, [screen]);
  return ref;
}

function useTitle(screen: Screen): void {
  const { state, strings } = useApp();
  const { appName, screens } = strings.common;
  const place = state.branch && clipped(state.branch.name, 100);
  useEffect(() => {
    document.title = [screens[screen], place, appName].filter(Boolean).join(' · ');
  }, [screens, screen, place, appName]);
}
