import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Clamped } from '../parts/Clamped.tsx';
import { useSharedStyles } from '../parts/styles.ts';
import { dishNotes, translated } from './dish-words.ts';
import { Mark } from './Mark.tsx';
import { Prices } from './Prices.tsx';
import type { Dish } from './search.ts';

const useStyles = makeStyles({
  dish: {
    display: 'grid',
    gridTemplateColumns: '3.5rem minmax(0, 1fr) fit-content(50%)',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr) fit-content(50%)' },
  },
  code: { overflowWrap: 'anywhere', '@media (max-width: 480px)': { gridColumn: '1 / -1' } },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalS },
  name: { fontWeight: tokens.fontWeightSemibold },
  nameBox: { minWidth: 0, maxWidth: '100%' },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  prices: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignContent: 'flex-start',
    columnGap: tokens.spacingHorizontalM,
    textAlign: 'end',
    overflowWrap: 'anywhere',
  },
});

interface Props {
  dish: Dish;
  money: Money;
  isNew: boolean;
}

/** One dish; sold out, it stays in its place. */
export function DishRow({ dish, money, isNew }: Props) {
  const { state } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const name = translated(dish.names, state.branch?.locale);
  const description = translated(dish.descriptions, state.branch?.locale) ?? dish.description;
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
        {name !== undefined && name !== dish.name && <Clamped text={name} />}
        {description && <Clamped text={description} className={shared.muted} />}
        <Notes dish={dish} money={money} />
      </div>
      <div className={mergeClasses(shared.figures, styles.prices)}>
        <PriceOrNone dish={dish} money={money} />
      </div>
    </div>
  );
}

function Notes({ dish, money }: Omit<Props, 'isNew'>) {
  const app = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return dishNotes(dish, money, app).map((note) => (
    <Clamped key={note} text={note} className={mergeClasses(shared.muted, styles.small)} />
  ));
}

function PriceOrNone({ dish, money }: Omit<Props, 'isNew'>) {
  const { strings } = useApp();
  const shared = useSharedStyles();
  if (dish.price === null && dish.sizes.length === 0)
    return <span className={shared.muted}>{strings.menu.noPrice}</span>;
  return <Prices dish={dish} money={money} />;
}
