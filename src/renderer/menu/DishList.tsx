import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useMemo } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { Categories } from './Categories.tsx';
import { newCodes } from './changes.ts';
import { DishRow } from './DishRow.tsx';
import { type Category, type Row, rowsOf } from './rows.ts';
import { useRowsInView } from './use-rows-in-view.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXL,
    alignItems: 'start',
    '@media (max-width: 999px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  },
  list: { paddingTop: 0, paddingBottom: tokens.spacingVerticalS },
  rows: { position: 'relative' },
  row: { position: 'absolute', top: 0, left: 0, width: '100%' },
  heading: {
    margin: 0,
    padding: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: 'anywhere',
  },
});

interface Props {
  menu: MenuView;
  categories: Category[];
  /** Sticks to the top, over the list. */
  bar: RefObject<HTMLElement | null>;
}

/** The dishes under their categories. Only the rows in view are drawn. */
export function DishList({ menu, categories, bar }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const rows = useMemo(() => rowsOf(categories), [categories]);
  const fresh = useMemo(() => newCodes(menu.changes), [menu.changes]);
  const { ref, virtualizer, current, goTo } = useRowsInView(rows, bar);
  return (
    <div className={styles.columns}>
      <Categories categories={categories} current={current} onChoose={goTo} />
      <div className={mergeClasses(shared.card, styles.list)}>
        <ul
          ref={ref}
          aria-label={strings.menu.list}
          className={mergeClasses(shared.plainList, styles.rows)}
          style={{ height: virtualizer.getTotalSize() }}
        >
          <Rows rows={rows} virtualizer={virtualizer} menu={menu} fresh={fresh} />
        </ul>
      </div>
    </div>
  );
}

interface RowsProps {
  rows: Row[];
  virtualizer: Virtualizer<Window, Element>;
  menu: MenuView;
  fresh: ReadonlySet<string>;
}

function Rows({ rows, virtualizer, menu, fresh }: RowsProps) {
  const styles = useStyles();
  return virtualizer.getVirtualItems().map(({ key, index, start }) => {
    const row = rows[index]!;
    return (
      <li
        key={key}
        ref={virtualizer.measureElement}
        aria-posinset={index + 1}
        aria-setsize={rows.length}
        data-index={index}
        className={styles.row}
        style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
      >
        {row.kind === 'heading' ? (
          <h2 id={`row-${index}`} tabIndex={-1} dir="auto" className={styles.heading}>
            {row.name}
          </h2>
        ) : (
          <DishRow dish={row.dish} money={menu} isNew={fresh.has(row.dish.code)} />
        )}
      </li>
    );
  });
}
