import { makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { clipped } from '../app/clipped.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { useWayStyles } from '../parts/way-styles.ts';
import type { Category } from './rows.ts';

/** Where there is no room for a column of categories. */
export const NARROW = '@media (max-width: 999px)';

const useStyles = makeStyles({
  column: {
    position: 'sticky',
    overflowY: 'auto',
    [NARROW]: { display: 'none' },
  },
  item: {
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    '::before': { top: '8px' },
  },
  name: {
    minWidth: 0,
    display: '-webkit-box',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '3',
  },
  choice: { display: 'none', maxWidth: '100%', [NARROW]: { display: 'block' } },
});

interface Props {
  categories: Category[];
  /** The row of the one in view. */
  current: number;
  onChoose(row: number): void;
}

/** The way to each category, beside the dishes. */
export function CategoryColumn({ categories, current, onChoose, top }: Props & { top: number }) {
  const { strings, format } = useApp();
  const [shared, ways, styles] = [useSharedStyles(), useWayStyles(), useStyles()];
  return (
    <nav
      aria-label={strings.menu.categories.name}
      className={styles.column}
      style={{ top, maxHeight: `calc(100vh - ${top}px)` }}
    >
      <ul className={shared.plainList}>
        {categories.map(({ name, row, dishes }) => (
          <li key={name}>
            <button
              type="button"
              className={mergeClasses(ways.way, styles.item, row === current && ways.current)}
              aria-current={row === current ? 'location' : undefined}
              onClick={() => onChoose(row)}
            >
              <bdi className={styles.name} title={name}>
                {name}
              </bdi>{' '}
              <span className={mergeClasses(shared.muted, shared.figures)}>{format.number(dishes.length)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same in one field, where there is no room beside. */
export function CategoryChoice({ categories, current, onChoose }: Props) {
  const { strings, format } = useApp();
  return (
    <div className={useStyles().choice}>
      <Select
        aria-label={strings.menu.categories.goTo}
        value={current}
        onChange={(_, { value }) => onChoose(Number(value))}
      >
        {categories.map(({ name, row, dishes }) => (
          <option key={name} value={row}>
            {`${clipped(name, 60)} (${format.number(dishes.length)})`}
          </option>
        ))}
      </Select>
    </div>
  );
}
