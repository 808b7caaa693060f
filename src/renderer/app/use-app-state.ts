import { useEffect, useState } from 'react';
import type { AppState } from '../../preload/index.ts';

const STARTING: AppState = {
  phase: 'starting',
  problem: null,
  office: null,
  branch: null,
  connection: { state: 'connecting', lastContact: null, error: null },
  clock: { offset: null, isOff: false, source: 'none' },
  device: null,
  managers: [],
  outbox: [],
  damaged: [],
  today: null,
  updates: { version: '', state: 'off', offered: null, checkedAt: null, error: null, waits: false },
  opensOn: 'menu',
};

/** What main says this PC is, as it changes. */
export function useAppState(): AppState {
  const [state, setState] = useState(STARTING);
  useEffect(() => {
    const stop = window.spams.onState(setState);
    void window.spams.state(undefined).then((result) => {
      const answer: AppState = result.ok ? result.value : { ...STARTING, phase: 'blocked', problem: result.error };
      // What was told meanwhile is newer than the answer.
      setState((told) => (told === STARTING ? answer : told));
    });
    return stop;
  }, []);
  return state;
}
