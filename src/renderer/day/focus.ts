import { useEffect, useRef } from 'react';
import type { DayState, FocusTarget } from './day-state.ts';

/** A target that isn't there stands for its step: without managers there is no passphrase to type. */
export function focusOn(target: FocusTarget): void {
  const element = document.getElementById(`day-${target}`) ?? document.getElementById('day-question');
  (element ?? document.getElementById('day-sign'))?.focus();
}

/** Moves the focus as the day goes on, not when the person comes back to it as it was left. */
export function useDayFocus({ focus }: DayState): void {
  const seen = useRef(focus);
  useEffect(() => {
    if (focus && focus !== seen.current) focusOn(focus.on);
    seen.current = focus;
  }, [focus]);
}
