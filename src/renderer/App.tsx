import { FluentProvider, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { AppState } from '../preload/index.ts';
import { AppContext, appOf } from './app/use-app.ts';

/** The window: what main says this PC is, and the screen that belongs to it. */
export function App() {
  const [state, setState] = useState<AppState>();
  useEffect(() => {
    const stop = window.spams.onState(setState);
    void window.spams.state(undefined).then((result) => result.ok && setState(result.value));
    return stop;
  }, []);
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (!state) return null;
  return (
    <FluentProvider theme={isDark ? webDarkTheme : webLightTheme}>
      <AppContext value={appOf(state)}>
        <h1>{state.phase}</h1>
      </AppContext>
    </FluentProvider>
  );
}
