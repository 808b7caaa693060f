import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { DraftView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Note } from '../parts/Note.tsx';
import { changeDate } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { focusOn } from './focus.ts';
import { isUnsettled } from './readings.ts';
import { otherDays } from './words.ts';

/** Most of a file's rows are of another day than it is taken for: sales on the wrong day are worse than a question. */
export function OtherDay({ draft }: { draft: DraftView }) {
  const { format } = useApp();
  const busy = isUnsettled(useDay());
  const [isKept, setKept] = useState(false);
  const text = useQuestion(draft);
  const { businessDate, dateIsCertain } = draft;
  const choices = otherDays(draft)?.choices ?? [];
  if (isKept || text === null) return null;
  const choose = (date: string): void => {
    if (date !== businessDate || !dateIsCertain) return void changeDate(date);
    setKept(true);
    focusOn('date');
  };
  return (
    <Note intent="warning" text={text}>
      {choices.length > 0 &&
        [...choices, businessDate].map((date) => (
          <Button key={date} disabledFocusable={busy} onClick={() => choose(date)}>
            {format.day(date)}
          </Button>
        ))}
    </Note>
  );
}

/** Which day it is; or that it is none which can be chosen. */
function useQuestion(draft: DraftView): string | null {
  const { strings, format } = useApp();
  const { check } = strings.day;
  const days = otherDays(draft);
  if (!days) return null;
  const { most, choices } = days;
  if (choices.length === 0) return most ? check.otherDayOnly(format.fullDay(most)) : check.otherDaysOnly;
  const taken = draft.dateIsCertain ? format.day(draft.businessDate) : null;
  if (most === null) return taken ? check.otherDays(taken) : check.otherDaysUnsure;
  return taken ? check.otherDay(format.day(most), taken) : check.otherDayUnsure(format.day(most));
}
