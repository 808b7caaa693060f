import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Money, SalesShare, SalesSummary } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';

const useStyles = makeStyles({
  tables: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingTop: tokens.spacingVerticalS,
  },
  table: { width: '100%', borderCollapse: 'collapse' },
  name: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, width: '60%' },
  head: { textAlign: 'start', fontWeight: tokens.fontWeightSemibold },
  figure: { textAlign: 'end', whiteSpace: 'nowrap', paddingInlineStart: tokens.spacingHorizontalM },
});

/** So many shares of a kind tell how a day went. */
const MOST = 10;

/** How the sales divide; on demand, since nobody has to check it. */
export function Breakdown({ summary, money }: { summary: SalesSummary; money: Money }) {
  const { check } = useApp().strings.day;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { byCategory, byTender } = summary;
  const byDayPart = summary.byDayPart.map((part) => ({ ...part, name: check.dayParts.get(part.name) ?? part.name }));
  if (byCategory.length + byTender.length + byDayPart.length === 0) return null;
  return (
    <details>
      <summary className={shared.muted}>{check.breakdown}</summary>
      <div className={styles.tables}>
        <Shares title={check.byCategory} shares={byCategory} money={money} />
        <Shares title={check.byTender} shares={byTender} money={money} />
        <Shares title={check.byDayPart} shares={byDayPart} money={money} />
      </div>
    </details>
  );
}

function Shares({ title, shares, money }: { title: string; shares: SalesShare[]; money: Money }) {
  const { strings, format } = useApp();
  const { check } = strings.day;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (shares.length === 0) return null;
  return (
    <table className={mergeClasses(styles.table, shared.figures)}>
      <thead>
        <tr>
          <th scope="col" className={styles.head}>
            {title}
          </th>
          <th scope="col" className={mergeClasses(styles.figure, styles.head)}>
            {check.quantity}
          </th>
          <th scope="col" className={mergeClasses(styles.figure, styles.head)}>
            {check.net}
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.slice(0, MOST).map((share) => (
          <Share key={share.name} share={share} money={money} />
        ))}
        {shares.length > MOST && (
          <tr>
            <td colSpan={3} className={shared.muted}>
              {check.sharesMore(format.number(shares.length - MOST))}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Share({ share: { name, quantity, net }, money }: { share: SalesShare; money: Money }) {
  const { strings, format } = useApp();
  const styles = useStyles();
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Clamped text={name} />
      </th>
      <td className={styles.figure}>{format.number(quantity)}</td>
      <td className={styles.figure}>{net === null ? strings.day.check.noNet : format.money(net, money)}</td>
    </tr>
  );
}
