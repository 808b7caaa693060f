import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { TotalsView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXXL}`,
    margin: 0,
  },
  value: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: 600 },
  net: { fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700 },
});

/** What a file may or may not tell. */
const OTHERS = ['gross', 'discounts', 'refunds', 'tax', 'tips'] as const;

interface Props {
  totals: TotalsView;
  /** Of the same weekday, a week before. */
  weekBefore: TotalsView | null;
}

/** What the file's lines add up to. */
export function Totals({ totals, weekBefore }: Props) {
  const { strings, format } = useApp();
  const styles = useStyles();
  const { check } = strings.day;
  return (
    <dl className={styles.list}>
      <Total
        name={check.net}
        value={totals.net === null ? check.noNet : format.money(totals.net, totals)}
        className={styles.net}
      />
      {OTHERS.map((field) => {
        const minor = totals[field];
        return minor === null ? null : <Total key={field} name={check[field]} value={format.money(minor, totals)} />;
      })}
      <Total name={check.quantity} value={format.number(totals.quantity)} />
      <Total name={check.lineCount} value={format.number(totals.lines)} />
      {weekBefore && <WeekBefore totals={totals} before={weekBefore} />}
    </dl>
  );
}

/** Sales that are far from what such a day brings in are worth a second look, before they are signed. */
function WeekBefore({ totals, before }: { totals: TotalsView; before: TotalsView }) {
  const { strings, format } = useApp();
  if (totals.net === null || before.net === null || totals.currency !== before.currency) return null;
  const change = before.net > 0 ? ` (${format.change(totals.net / before.net - 1)})` : '';
  return <Total name={strings.day.check.weekBefore} value={`${format.money(before.net, before)}${change}`} />;
}

function Total({ name, value, className }: { name: string; value: string; className?: string }) {
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div>
      <dt className={shared.muted}>{name}</dt>
      <dd className={mergeClasses(shared.figures, styles.value, className)}>{value}</dd>
    </div>
  );
}
