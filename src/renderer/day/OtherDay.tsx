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
  const { strings, format } = useApp();
  const busy = isUnsettled(useDay());
  const [isKept, setKept] = useState(false);
  const [found, ...others] = otherDays(draft);
  const { businessDate, dateIsCertain } = draft;
  const { check } = strings.day;
  if (isKept || found === undefined) return null;
  const day = format.day(found);
  const text = dateIsCertain ? check.otherDay(day, format.day(businessDate)) : check.otherDayUnsure(day);
  const choose = (date: string): void => {
    if (date !== businessDate || !dateIsCertain) return void changeDate(date);
    setKept(true);
    focusOn('date');
  };
  return (
    <Note intent="warning" text={text}>
      {[found, ...others, businessDate].map((date) => (
        <Button key={date} disabledFocusable={busy} onClick={() => choose(date)}>
          {format.day(date)}
        </Button>
      ))}
    </Note>
  );
}
