import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Money, SalesShare } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { barShare, sizeOf } from './words.ts';

const useStyles = makeStyles({
  title: { marginBottom: tokens.spacingVerticalS },
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  text: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'baseline' },
  item: { flex: '1 1 auto', minWidth: 0 },
  value: { flexShrink: 0, textAlign: 'end' },
  track: { height: '6px', marginTop: '2px', borderRadius: '3px', backgroundColor: tokens.colorNeutralStroke2 },
  bar: {
    height: '100%',
    borderRadius: '3px',
    backgroundColor: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { backgroundColor: 'Highlight', forcedColorAdjust: 'none' },
  },
});

const MOST = 8;

/** What sold best, as bars beside each other; each bar's number stands over it. */
export function TopItems({ items: all, money }: { items: SalesShare[]; money: Money }) {
  const { check } = useApp().strings.day;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const items = all.slice(0, MOST);
  const sizes = items.map(sizeOf(items));
  return (
    <section>
      <h3 className={mergeClasses(shared.heading, shared.small, styles.title)}>{check.top}</h3>
      <ol className={mergeClasses(shared.plainList, styles.list)}>
        {items.map((item, at) => (
          <Bar key={item.name} item={item} money={money} share={barShare(sizes[at] ?? 0, sizes)} />
        ))}
      </ol>
    </section>
  );
}

function Bar({ item, money, share }: { item: SalesShare; money: Money; share: number }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const sold = strings.day.check.sold(format.number(item.quantity));
  return (
    <li>
      <div className={styles.text}>
        <div className={styles.item}>
          <Clamped text={item.name} />
        </div>
        <span className={mergeClasses(shared.figures, shared.muted, styles.value)}>{sold}</span>
        {item.net !== null && (
          <span className={mergeClasses(shared.figures, styles.value)}>{format.money(item.net, money)}</span>
        )}
      </div>
      <div className={styles.track} aria-hidden>
        <div className={styles.bar} style={{ width: `${100 * share}%` }} />
      </div>
    </li>
  );
}
