import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { DishList } from './DishList.tsx';
import { Found, NothingFound } from './Found.tsx';
import { QueryBar } from './QueryBar.tsx';
import { useQuery } from './use-query.ts';

const useStyles = makeStyles({
  bar: {
    padding: `${tokens.spacingVerticalS} 0`,
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (min-height: 500px)': { position: 'sticky', top: 0, zIndex: 1 },
  },
});

/** Every dish of the menu, or those that are looked for. */
export function Dishes({ menu }: { menu: MenuView }) {
  const { strings } = useApp();
  const [shared, styles] = [useSharedStyles(), useStyles()];
  const query = useQuery(menu);
  const bar = useRef<HTMLDivElement>(null);
  if (menu.items.length === 0)
    return <p className={mergeClasses(shared.card, shared.paragraph)}>{strings.menu.empty}</p>;
  return (
    <section aria-label={strings.menu.list}>
      <div ref={bar} className={styles.bar}>
        <QueryBar query={query} />
        <Found query={query} />
      </div>
      {query.categories.length === 0 ? (
        <NothingFound onClear={query.clear} />
      ) : (
        <DishList menu={menu} categories={query.categories} bar={bar} />
      )}
    </section>
  );
}
