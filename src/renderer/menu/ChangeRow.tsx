import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import type { Change } from './changes.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
  },
  kind: { flex: '0 0 5.5rem', fontWeight: tokens.fontWeightSemibold },
  code: { flex: '0 0 auto', maxWidth: '8rem', overflowWrap: 'anywhere' },
  name: { flex: '1 1 10rem', minWidth: 0 },
});

interface Props {
  change: Change;
  money: Money;
}

/** One thing that is different about one dish. */
export function ChangeRow({ change, money }: Props) {
  const words = useApp().strings.menu.changes;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <li className={styles.row}>
      <span className={styles.kind}>{words.labels[change.kind]}</span>
      <span className={mergeClasses(shared.muted, shared.figures, styles.code)}>{change.code}</span>
      <span className={styles.name}>
        <Clamped
          text={change.kind === 'price' && change.size !== null ? `${change.name}, ${change.size}` : change.name}
        />
      </span>
      {change.kind === 'price' && <Prices before={change.before} after={change.after} money={money} />}
    </li>
  );
}

function Prices({ before, after, money }: { before: number | null; after: number | null; money: Money }) {
  const { strings, format } = useApp();
  const words = strings.menu.changes;
  const shared = useSharedStyles();
  const [old, now] = [before, after].map((minor) => (minor === null ? words.noPrice : format.money(minor, money)));
  return (
    <span className={shared.figures}>
      <span aria-hidden>{words.price(old!, now!)}</span>
      <span className={shared.hidden}>{words.priceRead(old!, now!)}</span>
    </span>
  );
}
