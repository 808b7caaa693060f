import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import type { MonthView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { StateIcon } from './StateIcon.tsx';
import { countsOf } from './words.ts';

const useStyles = makeStyles({
  head: { flexWrap: 'nowrap' },
  counts: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalL, rowGap: tokens.spacingVerticalXS },
  count: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

interface Props {
  id: string;
  /** `YYYY-MM`. */
  month: string;
  hasEarlier: boolean;
  hasLater: boolean;
  isCurrent: boolean;
  onMove(months: number): void;
  onToday(): void;
}

/** Which month it is, and the ways to others. */
export function MonthHead({ id, month, hasEarlier, hasLater, isCurrent, onMove, onToday }: Props) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const words = strings.history.calendar;
  return (
    <div className={mergeClasses(shared.row, styles.head)}>
      <h2 id={id} aria-live="polite" className={mergeClasses(shared.heading, shared.grow)}>
        {format.month(month)}
      </h2>
      <Button disabledFocusable={isCurrent} onClick={onToday}>
        {words.today}
      </Button>
      <div>
        <Button
          appearance="subtle"
          icon={<ChevronLeft20Regular />}
          aria-label={words.earlier}
          disabledFocusable={!hasEarlier}
          onClick={() => onMove(-1)}
        />
        <Button
          appearance="subtle"
          icon={<ChevronRight20Regular />}
          aria-label={words.later}
          disabledFocusable={!hasLater}
          onClick={() => onMove(1)}
        />
      </div>
    </div>
  );
}

/** How many days there are of each mark: also what the marks mean. */
export function MonthCounts({ known }: { known: MonthView }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { calendar, states } = strings.history;
  const counts = countsOf(known);
  if (counts.length === 0) return null;
  return (
    <ul aria-label={calendar.summary} className={mergeClasses(shared.plainList, styles.counts)}>
      {counts.map(([state, count]) => (
        <li key={state} className={styles.count}>
          <StateIcon state={state} />
          {states[state]} <span className={shared.figures}>{format.number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
