import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { DraftView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { changeDate } from './day-actions.ts';
import { useDay } from './day-store.ts';
import { isUnsettled } from './readings.ts';
import { addDays, daysOf } from './words.ts';

const useStyles = makeStyles({
  understood: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  date: { maxWidth: '22rem' },
});

/** As in "Square item sales, 412 lines, Sunday 22 November (the day that ends 04:00 Monday)". */
export function Understood({ draft }: { draft: DraftView }) {
  const { strings, format } = useApp();
  const styles = useStyles();
  const end = useDayEnd(draft.businessDate);
  const { check } = strings.day;
  const { lines } = draft.totals;
  const profile = check.profiles.get(draft.profile) ?? draft.profileName;
  const day = format.day(draft.businessDate);
  return (
    <p className={styles.understood}>
      {check.understood(profile, check.lines(lines, format.number(lines)), day)} {end}
    </p>
  );
}

/** The business day that the file is taken for, and a way to say another. Its name tells more than its number. */
export function BusinessDate({ draft }: { draft: DraftView }) {
  const { strings, format } = useApp();
  const styles = useStyles();
  const busy = isUnsettled(useDay());
  return (
    <Field label={strings.day.check.date} className={styles.date}>
      <Select
        id="day-date"
        disabled={busy}
        value={draft.dateIsCertain ? draft.businessDate : ''}
        onChange={(_, { value }) => void changeDate(value)}
      >
        {!draft.dateIsCertain && <option value="">{strings.day.check.pickDate}</option>}
        {daysOf(draft.dates).map((date) => (
          <option key={date} value={date}>
            {format.day(date)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** When the day is over, as in "The day that ends 04:00 Monday"; nothing where it ends at midnight. */
function useDayEnd(date: string): string | undefined {
  const { state, strings, format } = useApp();
  const cutoff = state.branch?.cutoff ?? 0;
  if (cutoff === 0) return undefined;
  return strings.day.check.ends(format.hour(cutoff), format.weekday(addDays(date, 1)));
}
