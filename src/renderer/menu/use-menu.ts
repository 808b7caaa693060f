import { useEffect, useState } from 'react';
import type { ErrorView, MenuState } from '../../preload/index.ts';
import { useAction } from '../app/use-app.ts';

export interface Menu {
  /** Undefined until main has answered. */
  state: MenuState | undefined;
  fetching: boolean;
  /** Why nothing could be shown or fetched, where the state doesn't say it. */
  error: ErrorView | null;
  fetch(): void;
}

/** The menu on this PC, as main tells of it, and the way to ask for a newer one. */
export function useMenu(): Menu {
  const [state, setState] = useState<MenuState>();
  const show = useAction(window.spams.showMenu);
  const ask = useAction(window.spams.fetchMenu);
  const { run } = show;
  useEffect(() => {
    const stop = window.spams.onMenu(setState);
    void run(undefined).then((shown) => setState((told) => told ?? shown));
    return stop;
  }, [run]);
  const fetching = ask.busy || state?.fetching === true;
  const fetch = (): void => {
    if (!fetching) void ask.run(undefined).then((fetched) => fetched && setState(fetched));
  };
  return { state, fetching, error: ask.error ?? (state ? null : show.error), fetch };
}
