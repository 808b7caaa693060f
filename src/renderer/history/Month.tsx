import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReceiptView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Loading } from '../parts/Loading.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Calendar } from './Calendar.tsx';
import { addMonths } from './calendar.ts';
import { DayPanel } from './DayPanel.tsx';
import type { HistoryProps } from './HistoryScreen.tsx';
import { MonthCounts, MonthHead } from './MonthHead.tsx';
import type { Past } from './use-past.ts';

/** Where the calendar and a day have room side by side. */
const WIDE = '@container (min-width: 760px)';

const HEADING = 'history-month';

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  sides: {
    display: 'grid',
    alignItems: 'start',
    gap: tokens.spacingVerticalL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    [WIDE]: { gridTemplateColumns: 'minmax(0, 1fr) 320px' },
  },
});

interface Props extends HistoryProps {
  past: Past;
  today: string;
  onShow(receipt: ReceiptView): void;
}

/** The calendar, and the day that was chosen in it. */
export function Month(props: Props) {
  const { month } = props.past;
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (!month.value && !month.error) return <Loading label={strings.history.loading} sizes={[32, 128, 128, 128]} />;
  return (
    <div className={mergeClasses(shared.stack, styles.room)}>
      {month.error && (
        <ErrorNote error={month.error}>
          <Button onClick={month.ask}>{strings.common.tryAgain}</Button>
        </ErrorNote>
      )}
      {month.value?.damaged.map((error) => (
        <ErrorNote key={error.happened} error={error} />
      ))}
      {month.value && <Scope since={month.value.since} />}
      <div className={styles.sides}>
        <MonthCard {...props} />
        <ChosenDay {...props} />
      </div>
    </div>
  );
}

/** How much of the truth this is. */
function Scope({ since }: { since: string }) {
  const { state, strings, format } = useApp();
  const words = strings.history;
  const { state: connection, lastContact } = state.connection;
  return (
    <div className={useSharedStyles().muted}>
      {words.scope(format.fullDay(since))}{' '}
      {connection === 'offline' && lastContact && words.offline(format.moment(lastContact))}
    </div>
  );
}

function MonthCard({ past, today, chosen, onChoose }: Props) {
  const shared = useSharedStyles();
  const { focused, goTo, shown, month } = past;
  const known = month.value?.month === shown ? month.value : undefined;
  const { oldest = shown, latest = shown } = month.value ?? {};
  return (
    <section aria-labelledby={HEADING} className={mergeClasses(shared.card, shared.stack)}>
      <MonthHead
        id={HEADING}
        month={shown}
        hasEarlier={shown > oldest}
        hasLater={shown < latest}
        isCurrent={shown === today.slice(0, 7)}
        onMove={(months) => goTo(addMonths(focused, months))}
        onToday={() => goTo(today)}
      />
      <Calendar
        month={shown}
        labelledBy={HEADING}
        known={known}
        focused={focused}
        chosen={chosen}
        onFocus={goTo}
        onChoose={onChoose}
      />
      {known && <MonthCounts known={known} />}
    </section>
  );
}

function ChosenDay({ past: { day, month }, chosen, onShow, onSend }: Props) {
  const { common, history } = useApp().strings;
  const shared = useSharedStyles();
  if (day.error) {
    return (
      <ErrorNote error={day.error}>
        <Button onClick={day.ask}>{common.tryAgain}</Button>
      </ErrorNote>
    );
  }
  if (chosen === null)
    return <section className={mergeClasses(shared.card, shared.muted)}>{history.day.choose}</section>;
  if (day.value?.businessDate !== chosen || !month.value)
    return <Loading label={history.day.loading} sizes={[32, 128]} />;
  return <DayPanel key={chosen} day={day.value} since={month.value.since} onShow={onShow} onSend={onSend} />;
}
