import { createContext, useCallback, useContext, useState } from 'react';
import type { AppState, ErrorView, Result } from '../../preload/index.ts';
import { en, type Strings } from '../strings/en/index.ts';
import { type Format, formatFor } from './format.ts';

/** The words, and how this branch writes numbers and times. */
export interface Words {
  strings: Strings;
  format: Format;
}

/** What every screen needs: the state that main tells, and the words for it. */
export interface App extends Words {
  state: AppState;
}

export const AppContext = createContext<App | null>(null);

export const appOf = (state: AppState): App => ({ state, strings: en, format: formatFor(state.branch) });

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('outside the app');
  return app;
}

/** Something the person started: whether it is under way, and what went wrong. */
export interface Action<A extends unknown[], T> {
  run(...args: A): Promise<T | undefined>;
  busy: boolean;
  error: ErrorView | null;
  clear(): void;
}

/** A request to main as an action: one at a time, its value given back, its error kept to be shown. */
export function useAction<A extends unknown[], T>(request: (...args: A) => Promise<Result<T>>): Action<A, T> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorView | null>(null);
  const run = useCallback(
    async (...args: A): Promise<T | undefined> => {
      setBusy(true);
      setError(null);
      const result = await request(...args);
      setBusy(false);
      if (result.ok) return result.value;
      setError(result.error);
      return undefined;
    },
    [request],
  );
  return { run, busy, error, clear: () => setError(null) };
}
