import { mergeClasses } from '@fluentui/react-components';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { useSharedStyles } from '../parts/styles.ts';
import { DishList } from './DishList.tsx';
import { Found, NothingFound } from './Found.tsx';
import { QueryBar } from './QueryBar.tsx';
import { useQuery, type Wanting } from './use-query.ts';

/** Every dish of the menu, or those that are looked for. */
export function Dishes({ menu, ...wanting }: { menu: MenuView } & Wanting) {
  const { strings } = useApp();
  const shared = useSharedStyles();
  const query = useQuery(menu, wanting);
  if (menu.items.length === 0)
    return <p className={mergeClasses(shared.card, shared.paragraph)}>{strings.menu.empty}</p>;
  return (
    <DishList
      menu={menu}
      categories={query.categories}
      search={<QueryBar query={query} />}
      found={<Found query={query} />}
      nothing={<NothingFound onClear={query.clear} />}
    />
  );
}
