import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { Mark } from './Mark.tsx';
import type { Dish } from './search.ts';

const useStyles = makeStyles({
  dish: {
    display: 'grid',
    gridTemplateColumns: '3.5rem minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  },
  code: { overflowWrap: 'anywhere', '@media (max-width: 480px)': { gridColumn: '1 / -1' } },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalS },
  name: { fontWeight: tokens.fontWeightSemibold },
  nameBox: { minWidth: 0, maxWidth: '100%' },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  price: { textAlign: 'end', whiteSpace: 'nowrap' },
});

interface Props {
  dish: Dish;
  money: Money;
  isNew: boolean;
}

/** One dish; sold out, it stays in its place. */
export function DishRow({ dish, money, isNew }: Props) {
  const { strings, format } = useApp();
  const words = strings.menu;
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <div className={mergeClasses(styles.dish, !dish.available && shared.muted)}>
      <span className={mergeClasses(shared.muted, shared.figures, styles.code)}>{dish.code}</span>
      <div>
        <div className={styles.head}>
          <div className={styles.nameBox}>
            <Clamped text={dish.name} className={styles.name} />
          </div>
          {isNew && <Mark kind="new" />}
          {!dish.available && <Mark kind="soldOut" />}
        </div>
        {dish.description && <Clamped text={dish.description} className={shared.muted} />}
        {dish.allergens.length > 0 && (
          <Clamped
            text={words.contains(format.list(dish.allergens))}
            className={mergeClasses(shared.muted, styles.small)}
          />
        )}
      </div>
      <Price price={dish.price} money={money} />
    </div>
  );
}

function Price({ price, money }: { price: number | null; money: Money }) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  if (price === null) return <span className={mergeClasses(shared.muted, styles.price)}>{strings.menu.noPrice}</span>;
  return <span className={mergeClasses(shared.figures, styles.price)}>{format.money(price, money)}</span>;
}
