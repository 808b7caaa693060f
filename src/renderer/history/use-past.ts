import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorView, MonthView, PastDayView, Result, UploadProgress } from '../../preload/index.ts';
import { spanOf, within } from './calendar.ts';

interface Answer<T> {
  /** The last one, also of something else that was asked for before; undefined until the first is there. */
  value: T | undefined;
  error: ErrorView | null;
  ask(): void;
}

/** The calendar as it is gone through, and what main knows of it. */
export interface Past {
  /** The month that is shown, `YYYY-MM`. */
  shown: string;
  /** The date in it that Tab leads to. */
  focused: string;
  /** Gives that to another date, as far as there is anything to be known. */
  goTo(date: string): void;
  month: Answer<MonthView>;
  day: Answer<PastDayView | null>;
}

export function usePast(chosen: string | null, today: string): Past {
  const [focused, setFocused] = useState(chosen ?? today);
  const shown = focused.slice(0, 7);
  const month = useAnswer(useCallback(() => window.spams.pastMonth({ month: shown }), [shown]));
  const day = useAnswer(
    useCallback(async () => (chosen === null ? NO_DAY : window.spams.pastDay({ businessDate: chosen })), [chosen]),
  );
  const goTo = (date: string): void => {
    if (month.value) setFocused(within(date, spanOf(month.value.oldest, month.value.latest)));
  };
  return { shown, focused, goTo, month, day };
}

/** No day is chosen. */
const NO_DAY: Result<null> = { ok: true, value: null };

/** What main answers, asked again whenever it may be another. */
function useAnswer<T>(request: () => Promise<Result<T>>): Answer<T> {
  const [value, setValue] = useState<T>();
  const [error, setError] = useState<ErrorView | null>(null);
  const again = useRef(() => {});
  useEffect(() => {
    let newest = 0;
    const ask = async (): Promise<void> => {
      newest += 1;
      const number = newest;
      const result = await request();
      if (number !== newest) return;
      setError(result.ok ? null : result.error);
      if (result.ok) setValue(result.value);
    };
    again.current = () => void ask();
    again.current();
    const stop = onChange(again.current);
    return () => {
      newest = -1;
      stop();
    };
  }, [request]);
  return { value, error, ask: () => again.current() };
}

/** Hears of all that may change what this PC keeps: as main tells of it, and as an upload goes on. Gives what stops it. */
function onChange(changed: () => void): () => void {
  let last: UploadProgress['step'] | undefined;
  const stopState = window.spams.onState(changed);
  const stopProgress = window.spams.onUploadProgress(({ step }) => {
    if (step !== last) changed();
    last = step;
  });
  return () => {
    stopState();
    stopProgress();
  };
}
