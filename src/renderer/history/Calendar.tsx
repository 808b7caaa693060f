import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { MonthView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { dateAfterKey, weeksOf } from './calendar.ts';
import { DayCell } from './DayCell.tsx';

const useStyles = makeStyles({
  /** Each cell says its state in words where it has room for them. */
  room: { containerType: 'inline-size' },
  calendar: { width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: '4px' },
  weekday: {
    padding: `0 0 ${tokens.spacingVerticalXS}`,
    textAlign: 'center',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
  },
});

interface Props {
  /** `YYYY-MM`. */
  month: string;
  labelledBy: string;
  /** What is known of its days, once it is. */
  known: MonthView | undefined;
  /** The one that Tab leads to. */
  focused: string;
  chosen: string | null;
  onFocus(date: string): void;
  onChoose(date: string): void;
}

/** A month of business days, as a grid that is gone through by keys (ARIA Authoring Practices, "Grid"). */
export function Calendar({ month, labelledBy, known, focused, chosen, onFocus, onChoose }: Props) {
  const { format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const grid = useFocusByKeys(focused);
  const states = new Map(known?.days.map(({ businessDate, state }) => [businessDate, state]));
  const weeks = weeksOf(month, format.firstWeekday);
  const weekdays = weeks[1]!.map((date) => date!);
  const press = (event: KeyboardEvent<HTMLTableElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = dateAfterKey(event.key, focused, format.firstWeekday, isRightToLeft);
    if (next === null) return;
    event.preventDefault();
    grid.follow();
    onFocus(next);
  };
  return (
    <div className={styles.room}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what ARIA makes a grid of */}
      <table ref={grid.ref} role="grid" aria-labelledby={labelledBy} className={styles.calendar} onKeyDown={press}>
        <thead>
          <tr>
            {weekdays.map((date) => (
              <th
                key={date}
                scope="col"
                abbr={format.weekday(date)}
                className={mergeClasses(styles.weekday, shared.muted)}
              >
                {format.shortWeekday(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((dates) => (
            <tr key={dates.find(Boolean)}>
              {dates.map((date, column) =>
                date ? (
                  <DayCell
                    key={date}
                    date={date}
                    state={states.get(date)}
                    isToday={date === known?.today}
                    isFocused={date === focused}
                    isChosen={date === chosen}
                    onChoose={() => {
                      onFocus(date);
                      onChoose(date);
                    }}
                  />
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column stays where it is
                  <td key={column} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Keys take the focus to another day, also of a month that has yet to be drawn. */
function useFocusByKeys(focused: string) {
  const ref = useRef<HTMLTableElement>(null);
  const isFollowing = useRef(false);
  useEffect(() => {
    if (!isFollowing.current) return;
    isFollowing.current = false;
    ref.current?.querySelector<HTMLElement>(`[data-date="${focused}"]`)?.focus();
  }, [focused]);
  const follow = (): void => {
    isFollowing.current = true;
  };
  return { ref, follow };
}
