import { formatAmount } from '../src/shared/money.ts';

/** What a branch can sell in a day, with prices in cents. */
const DISHES = [
  ['Laksa', 'Mains', 96, 850],
  ['Chicken rice', 'Mains', 120, 650],
  ['Char kway teow', 'Mains', 64, 780],
  ['Nasi lemak', 'Mains', 70, 720],
  ['Satay', 'Starters', 52, 900],
  ['Popiah', 'Starters', 41, 450],
  ['Rojak', 'Starters', 33, 520],
  ['Kopi', 'Drinks', 180, 190],
  ['Teh tarik', 'Drinks', 140, 220],
  ['Lime juice', 'Drinks', 88, 300],
  ['Chendol', 'Desserts', 47, 380],
  ['Ice kachang', 'Desserts', 39, 420],
] as const;

const TENDERS = ['Card', 'Cash', 'QR', 'Card', 'Delivery'];
const TIMES = ['08:40', '12:15', '13:05', '19:20', '20:45'];

/** Yen of one Singapore cent, about. */
const YEN = 1.1;

/** A day's sales of a branch that is so busy, per cent: the same for the same. */
export function daysSales(busy: number, currency: string): string {
  const rows = DISHES.flatMap(([item, category, most, cents], dish) =>
    TIMES.map((time, at) => {
      const price = currency === 'JPY' ? Math.round(cents * YEN) : cents;
      const quantity = Math.ceil((most * busy * (10 + ((dish * 7 + at * 5 + busy) % 11))) / 8000);
      const tender = TENDERS[(dish + at) % TENDERS.length];
      return [item, category, quantity, formatAmount(price * quantity, currency), tender, `${time}:00`].join(',');
    }),
  );
  return ['Item,Category,Quantity,Net Sales,Payment Method,Time', ...rows, ''].join('\r\n');
}
