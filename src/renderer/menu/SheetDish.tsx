import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import { dishNotes, translated } from './dish-words.ts';
import { Prices } from './Prices.tsx';
import type { Dish } from './search.ts';

interface Props {
  dish: Dish;
  money: Money;
  isNew: boolean;
}

/** A dish on paper. */
export function SheetDish({ dish, money, isNew }: Props) {
  const app = useApp();
  const { marks } = app.strings.menu;
  const locale = app.state.branch?.locale;
  const name = translated(dish.names, locale);
  const description = translated(dish.descriptions, locale) ?? dish.description;
  const mark = dish.available ? isNew && marks.new : marks.soldOut;
  return (
    <article>
      <span className="menu-sheet-code">{dish.code}</span>
      <div>
        <strong>
          <bdi>{dish.name}</bdi>
        </strong>{' '}
        {mark && <span className="menu-sheet-mark">{mark}</span>}
        {name !== undefined && name !== dish.name && <p dir="auto">{name}</p>}
        {description && <p dir="auto">{description}</p>}
        {dishNotes(dish, money, app).map((note) => (
          <small key={note} dir="auto">
            {note}
          </small>
        ))}
      </div>
      <div className="menu-sheet-prices">
        <Prices dish={dish} money={money} />
      </div>
    </article>
  );
}
