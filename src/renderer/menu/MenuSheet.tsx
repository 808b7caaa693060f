import { memo, useEffect, useEffectEvent } from 'react';
import type { MenuView } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { Sheet } from '../parts/Sheet.tsx';
import { newCodes } from './changes.ts';
import './menu-sheet.css';
import { footerSheet } from './page-footer.ts';
import { categoriesOf } from './rows.ts';
import { SheetDish } from './SheetDish.tsx';

export type Columns = 'one' | 'two';

interface Props {
  menu: MenuView;
  columns: Columns;
  onDrawn(): void;
}

/** The whole menu on paper: while it is shown, it is all that is printed. */
export function MenuSheet({ menu, columns, onDrawn }: Props) {
  const { state, strings, format } = useApp();
  usePageFooter(menu, onDrawn);
  return (
    <Sheet className="menu-sheet">
      <h1>
        <bdi>{state.branch?.name ?? strings.menu.title}</bdi>
      </h1>
      {state.today && <p>{format.fullDay(state.today.businessDate)}</p>}
      <Categories menu={menu} columns={columns} />
    </Sheet>
  );
}

const Categories = memo(({ menu, columns }: Omit<Props, 'onDrawn'>) => {
  const fresh = newCodes(menu.changes);
  return (
    <div className="menu-sheet-dishes" data-columns={columns}>
      {categoriesOf(menu.items).map(({ name, dishes }) => (
        <section key={name}>
          <h2 dir="auto">{name}</h2>
          {dishes.map((dish) => (
            <SheetDish key={dish.code} dish={dish} money={menu} isNew={fresh.has(dish.code)} />
          ))}
        </section>
      ))}
    </div>
  );
});

/** The footer is on the page for as long as the sheet is; then everything is there to be printed. */
function usePageFooter(menu: MenuView, onDrawn: () => void): void {
  const { strings, format } = useApp();
  const words = strings.menu.print;
  const now = new Date().toISOString();
  const [published, printed] = [format.fullMoment(menu.publishedAt), format.fullMoment(now)];
  const begin = useEffectEvent(() => {
    const footer = footerSheet(words.footer(String(menu.version), published, printed), words.page);
    document.adoptedStyleSheets.push(footer);
    onDrawn();
    return footer;
  });
  useEffect(() => {
    const footer = begin();
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== footer);
    };
  }, []);
}
