import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import type { Dish } from './search.ts';

interface Props {
  dish: Dish;
  money: Money;
  isNew: boolean;
}

/** A dish on paper. */
export function SheetDish({ dish, money, isNew }: Props) {
  const { strings, format } = useApp();
  const { marks, contains } = strings.menu;
  const mark = dish.available ? isNew && marks.new : marks.soldOut;
  return (
    <article>
      <span className="menu-sheet-code">{dish.code}</span>
      <div>
        <strong>
          <bdi>{dish.name}</bdi>
        </strong>{' '}
        {mark && <span className="menu-sheet-mark">{mark}</span>}
        {dish.description && <p dir="auto">{dish.description}</p>}
        {dish.allergens.length > 0 && <small>{contains(format.list(dish.allergens))}</small>}
      </div>
      <span className="menu-sheet-price">{dish.price === null ? '' : format.money(dish.price, money)}</span>
    </article>
  );
}
