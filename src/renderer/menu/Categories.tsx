import { makeStyles, mergeClasses, Select, shorthands, tokens } from '@fluentui/react-components';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import type { Category } from './rows.ts';

const NARROW = '@media (max-width: 999px)';

const useStyles = makeStyles({
  column: {
    position: 'sticky',
    top: '88px',
    maxHeight: 'calc(100vh - 104px)',
    overflowY: 'auto',
    [NARROW]: { display: 'none' },
  },
  item: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: tokens.spacingHorizontalS,
    width: '100%',
    minHeight: '32px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    ...shorthands.borderWidth('0', '0', '0', '3px'),
    ...shorthands.borderStyle('solid'),
    ...shorthands.borderColor('transparent'),
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: { fontWeight: tokens.fontWeightSemibold, borderLeftColor: tokens.colorCompoundBrandStroke },
  name: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  select: { display: 'none', [NARROW]: { display: 'block' } },
});

interface Props {
  categories: Category[];
  /** The row of the one in view. */
  current: number;
  onChoose(row: number): void;
}

/** The way to each category: a column where there is room, else one field. */
export function Categories(props: Props) {
  return (
    <>
      <Column {...props} />
      <Choice {...props} />
    </>
  );
}

function Column({ categories, current, onChoose }: Props) {
  const { strings, format } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  return (
    <nav aria-label={strings.menu.categories.name} className={styles.column}>
      <ul className={shared.plainList}>
        {categories.map(({ name, row, dishes }) => (
          <li key={name}>
            <button
              type="button"
              className={mergeClasses(styles.item, row === current && styles.current)}
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

function Choice({ categories, current, onChoose }: Props) {
  const { strings, format } = useApp();
  return (
    <Select
      className={useStyles().select}
      aria-label={strings.menu.categories.goTo}
      value={current}
      onChange={(_, { value }) => onChoose(Number(value))}
    >
      {categories.map(({ name, row, dishes }) => (
        <option key={name} value={row}>
          {`${name} (${format.number(dishes.length)})`}
        </option>
      ))}
    </Select>
  );
}
