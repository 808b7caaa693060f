import { useEffect, useState } from 'react';
import type { ErrorView, MenuState } from '../../preload/index.ts';
import { useAction } from '../app/use-app.ts';
import type { Heard } from './announcement.ts';

export interface Menu extends Heard {
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
  const [heard, setHeard] = useState<MenuState>();
  const show = useAction(window.spams.showMenu);
  const ask = useAction(window.spams.fetchMenu);
  const { run } = show;
  useEffect(() => {
    const stop = window.spams.onMenu((told) => {
      setState(told);
      if (!told.fetching) setHeard(told);
    });
    void run(undefined).then((shown) => setState((told) => told ?? shown));
    return stop;
  }, [run]);
  const isFetching = state?.fetching === true;
  const fetch = (): void => {
    if (!ask.busy) void ask.run(undefined).then((fetched) => fetched && setState(fetched));
  };
  return {
    ...{ state, heard, fetch },
    fetching: ask.busy || isFetching,
    asking: ask.busy || (isFetching && state.asked),
    error: ask.error ?? (state ? null : show.error),
  };
}
