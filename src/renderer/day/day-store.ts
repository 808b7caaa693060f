import { useSyncExternalStore } from 'react';
import { dayReducer } from './day-reducer.ts';
import { type DayEvent, type DayState, START } from './day-state.ts';

let state = START;
const listeners = new Set<() => void>();

/** The day's state outside any component: it goes on while another screen is shown. */
export const dayState = (): DayState => state;

export function tell(event: DayEvent): void {
  state = dayReducer(state, event);
  for (const listener of listeners) listener();
}

export const useDay = (): DayState => useSyncExternalStore(subscribe, dayState);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
