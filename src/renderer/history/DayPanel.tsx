import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { PastClosingView, PastDayView, ReceiptView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import type { Wanted } from '../day/day-state.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { PastFile } from './PastFile.tsx';
import { StateIcon } from './StateIcon.tsx';
import { dayText, wayToSend } from './words.ts';

const useStyles = makeStyles({
  /** With enough of what is below it. */
  title: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, scrollMarginBottom: '12rem' },
});

interface Props {
  day: PastDayView;
  since: string;
  onShow(receipt: ReceiptView): void;
  /** Null: today's file, as ever. */
  onSend(wanted: Wanted): void;
}

/** What was sent for a day, till by till, and what can be done about it. Another day is another panel. */
export function DayPanel({ day, since, onShow, onSend }: Props) {
  const app = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const words = app.strings.history.day;
  const { businessDate, state, reason, canSend } = day;
  const way = wayToSend(day);
  const title = useRef<HTMLDivElement>(null);
  // Where there is room for it below the calendar alone, choosing a day would seem to do nothing.
  useEffect(() => void title.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <section aria-labelledby="history-day" className={mergeClasses(shared.card, shared.stack)}>
      <div ref={title} className={styles.title}>
        <StateIcon state={state} />
        <h2 id="history-day" className={shared.heading}>
          {app.format.fullDay(businessDate)}
        </h2>
      </div>
      <div>{dayText(day, since, app)}</div>
      {state === 'closed' && reason && <Reason text={reason} />}
      {state === 'missing' && !canSend && <div>{words.tooOld}</div>}
      {way && (
        <div>
          <Button
            appearance={state === 'missing' ? 'primary' : 'secondary'}
            onClick={() => onSend(state === 'open' ? null : { businessDate, part: 'main' })}
          >
            {words[way]}
          </Button>
        </div>
      )}
      <Tills day={day} onShow={onShow} onSend={onSend} />
    </section>
  );
}

/** As head office put it, in whichever script. */
function Reason({ text }: { text: string }) {
  const { because } = useApp().strings.history.day;
  return (
    <div>
      {because} <Clamped text={text} lines="three" />
    </div>
  );
}

/** The files of each till, the newest first. A till has its name said only where there are others. */
function Tills({ day, onShow, onSend }: Omit<Props, 'since'>) {
  const { file } = useApp().strings.history;
  const shared = useSharedStyles();
  const tills = Map.groupBy(day.closings, ({ part }) => part);
  const isNamed = tills.size > 1 || (tills.size === 1 && !tills.has('main'));
  return [...tills].map(([part, closings]) => (
    <div key={part} className={shared.stack}>
      {isNamed && <h3 className={mergeClasses(shared.heading, shared.small)}>{file.till(part)}</h3>}
      <ul className={mergeClasses(shared.plainList, shared.stack)}>
        {closings.toReversed().map((closing) => (
          <PastFile
            key={closing.documentId}
            file={closing}
            onShow={() => closing.receipt && onShow(closing.receipt)}
            onCorrect={canCorrect(day, closing) ? () => onSend({ businessDate: day.businessDate, part }) : undefined}
          />
        ))}
      </ul>
    </div>
  ));
}

const canCorrect = ({ canSend }: PastDayView, { isReplaced }: PastClosingView): boolean => canSend && !isReplaced;
