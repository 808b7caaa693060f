import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useMemo, useRef } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { CategoryChoice, CategoryColumn, NARROW } from './Categories.tsx';
import { newCodes } from './changes.ts';
import { Rows } from './Rows.tsx';
import { type Category, rowsOf } from './rows.ts';
import { useRowsInView } from './use-rows-in-view.ts';

const useStyles = makeStyles({
  bar: {
    padding: `${tokens.spacingVerticalS} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (min-height: 500px)': { position: 'sticky', top: 0, zIndex: 1 },
  },
  below: { minHeight: '32px', marginTop: tokens.spacingVerticalXS },
  columns: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXL,
    alignItems: 'start',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  list: { paddingTop: 0, paddingBottom: tokens.spacingVerticalS },
});

interface Props {
  menu: MenuView;
  categories: Category[];
  search: ReactNode;
  found: ReactNode;
  /** Where there is no dish to list. */
  nothing: ReactNode;
}

/** The dishes under their categories, and above them what stays while they scroll. Only the rows in view are drawn. */
export function DishList({ menu, categories, search, found, nothing }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const bar = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(categories), [categories]);
  const fresh = useMemo(() => newCodes(menu.changes), [menu.changes]);
  const { ref, virtualizer, barHeight, current, goTo } = useRowsInView(rows, bar);
  const ways = { categories, current, onChoose: goTo };
  return (
    <section aria-label={strings.menu.list}>
      <div ref={bar} className={styles.bar}>
        {search}
        <div className={mergeClasses(shared.row, styles.below)}>
          {found}
          {rows.length > 0 && <CategoryChoice {...ways} />}
        </div>
      </div>
      {rows.length === 0 && nothing}
      {rows.length > 0 && (
        <div className={styles.columns}>
          <CategoryColumn {...ways} top={barHeight} />
          <div className={mergeClasses(shared.card, styles.list)}>
            <Rows ref={ref} rows={rows} virtualizer={virtualizer} menu={menu} fresh={fresh} />
          </div>
        </div>
      )}
    </section>
  );
}
