import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Virtualizer } from '@tanstack/react-virtual';
import { memo, type Ref } from 'react';
import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { DishRow } from './DishRow.tsx';
import type { Row } from './rows.ts';

const useStyles = makeStyles({
  rows: { position: 'relative' },
  row: { position: 'absolute', top: 0, left: 0, width: '100%' },
  heading: {
    margin: 0,
    padding: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
  },
});

interface Props {
  ref: Ref<HTMLUListElement>;
  rows: Row[];
  virtualizer: Virtualizer<Window, Element>;
  menu: Money;
  /** Codes of the dishes that are new. */
  fresh: ReadonlySet<string>;
}

/** Each row that is drawn says which of how many it is. */
export function Rows({ ref, rows, virtualizer, menu, fresh }: Props) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const { scrollMargin } = virtualizer.options;
  return (
    <ul
      ref={ref}
      aria-label={strings.menu.list}
      className={mergeClasses(shared.plainList, styles.rows)}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-posinset={index + 1}
          aria-setsize={rows.length}
          className={styles.row}
          style={{ transform: `translateY(${start - scrollMargin}px)` }}
        >
          <RowContent row={rows[index]!} id={`row-${index}`} menu={menu} fresh={fresh} />
        </li>
      ))}
    </ul>
  );
}

type ContentProps = { row: Row; id: string } & Pick<Props, 'menu' | 'fresh'>;

/** Scrolling moves rows; what is in them stays. */
const RowContent = memo(({ row, id, menu, fresh }: ContentProps) => {
  const styles = useStyles();
  if (row.kind === 'dish') return <DishRow dish={row.dish} money={menu} isNew={fresh.has(row.dish.code)} />;
  return (
    <h2 id={id} tabIndex={-1} dir="auto" className={styles.heading}>
      {row.name}
    </h2>
  );
});
