import type { Money } from '../../preload/index.ts';
import { useApp } from '../app/use-app.ts';
import type { Dish } from './search.ts';

interface Props {
  dish: Pick<Dish, 'price' | 'sizes'>;
  money: Money;
}

/** What a dish costs, in each of its sizes: one price is never broken over two lines. */
export function Prices({ dish: { price, sizes }, money }: Props) {
  const { format } = useApp();
  const own = price === null ? [] : [{ name: '', price }];
  return [...own, ...sizes].map((size) => (
    <span key={size.name}>
      {size.name !== '' && <bdi>{size.name}</bdi>}{' '}
      {size.price !== null && <Figure text={format.money(size.price, money)} />}
    </span>
  ));
}

const Figure = ({ text }: { text: string }) => <span style={{ whiteSpace: 'nowrap' }}>{text}</span>;
