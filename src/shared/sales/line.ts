import { formatAmount } from '../money.ts';
import { readDateTime } from '../table/dates.ts';
import { quoted } from '../table/warnings.ts';
import type { Amounts, ReadContext } from './amounts.ts';
import { multiply } from './multiply.ts';
import { withoutPersonal } from './personal.ts';
import type { SalesRole } from './profile.ts';
import { SALES_LIMITS, type SalesLine } from './sales.ts';
import { isBlank, isSet, saysComp, saysRefund, saysVoid } from './words.ts';

/** What stands for an item where a till names none. */
const UNNAMED = '–';

type Marks = Pick<SalesLine, 'void' | 'comp' | 'refund'>;
type Texts = Pick<SalesLine, 'category' | 'code' | 'tender' | 'time'>;

/** Makes lines of a table's rows. One reader reads one file, in order. */
export class LineReader {
  readonly #context: ReadContext;
  /** Few texts come often: each is looked at once. */
  readonly #known = new Map<string, string>();
  /** The heading that rows without a category of their own stand under. */
  heading: string | null = null;

  constructor(context: ReadContext) {
    this.#context = context;
  }

  /** One row as a line; undefined, with a warning that says why, when it can't be counted. `item` is null where it has none. */
  read(cells: string[], row: number, item: string | null, amounts: Amounts): SalesLine | undefined {
    const name = item === null ? UNNAMED : this.#clean(item);
    const texts = this.#texts(cells);
    if (this.#tooLong(row, name, texts)) return undefined;
    const marks = this.#marks(cells);
    const quantity = this.#quantity(amounts, row);
    if (quantity === undefined) return undefined;
    const money = this.#money(amounts, quantity, row, cells);
    const { category, code, tender, time } = texts;
    const line = { row, item: name, category, code, quantity, ...money, tender, time, ...marks };
    return signed(line);
  }

  /** The file's own word for lunch or dinner. */
  dayPart(cells: string[]): string | null {
    const own = this.#text(cells, 'dayPart');
    if (own !== null || this.#context.table.columns.time === undefined) return own;
    const time = this.#text(cells, 'time');
    return time !== null && !/\d/.test(time) ? time : null;
  }

  #texts(cells: string[]): Texts {
    return {
      category: this.#text(cells, 'category') ?? this.heading,
      code: this.#text(cells, 'code'),
      tender: this.#tender(cells),
      time: this.#time(cells),
    };
  }

  #text(cells: string[], role: SalesRole): string | null {
    const cell = cells[this.#context.table.columns[role] ?? -1] ?? '';
    if (isBlank(cell)) return null;
    return role === 'code' ? cell : this.#clean(cell);
  }

  #clean(cell: string): string {
    const known = this.#known.get(cell);
    if (known !== undefined) return known;
    const clean = withoutPersonal(cell.replace(/\s+/g, ' ')) || UNNAMED;
    const { profile } = this.#context.table;
    const short = profile.level === 'check' ? [...clean.slice(0, SALES_LIMITS.item)].join('') : clean;
    if (this.#known.size < 50_000) this.#known.set(cell, short);
    return short;
  }

  #tooLong(row: number, item: string, { category, code, tender }: Texts): boolean {
    const lengths = { item, category, code, tender };
    const field = (['item', 'category', 'code', 'tender'] as const).find(
      (name) => (lengths[name]?.length ?? 0) > SALES_LIMITS[name],
    );
    if (field !== undefined) this.#context.warnings.add('text-unusable', row, { field });
    return field !== undefined;
  }

  #tender(cells: string[]): string | null {
    const { tenders } = this.#context.table;
    if (tenders.length === 0) return this.#text(cells, 'tender');
    const used = tenders.filter(([, column]) => /[1-9]/.test(cells[column] ?? '')).map(([tender]) => tender);
    return used.length === 0 ? null : used.join(' + ');
  }

  #time(cells: string[]): string | null {
    const { table, dates } = this.#context;
    const [date, time] = [cells[table.columns.date ?? -1] ?? '', cells[table.columns.time ?? -1] ?? ''];
    const isUnsure = dates.ambiguous.some(({ shape }) => date.includes(shape)) && !/^\d{4}/.test(date);
    const day = date === '' || isUnsure ? undefined : readDateTime(date, dates);
    const clock = time === '' ? undefined : readDateTime(time, dates);
    if (day === undefined) return clock !== undefined && !clock.includes('-') ? clock : null;
    if (day.length > 10 || clock === undefined || clock.includes('-')) return day;
    return `${day}T${clock}`;
  }

  #marks(cells: string[]): Marks {
    const { columns, kinds: kindColumns } = this.#context.table;
    const set = (role: SalesRole): boolean => columns[role] !== undefined && isSet(cells[columns[role]] ?? '');
    const kinds = kindColumns.map((column) => cells[column] ?? '');
    const back = kinds.find(saysRefund);
    // "Refunded" says of a sale that it was taken back; "Refund" is the taking back itself.
    const takenBack = set('refunded') || (back !== undefined && /ed$/i.test(back));
    return {
      void: takenBack || set('void') || kinds.some(saysVoid),
      comp: set('comp') || kinds.some(saysComp),
      refund: takenBack || back !== undefined,
    };
  }

  #quantity({ quantity, unitPrice, amount, net, gross, total }: Amounts, row: number): number | undefined {
    const { table, warnings } = this.#context;
    if (quantity !== null || table.profile.level === 'check') return quantity ?? 1;
    const money = amount ?? net ?? gross ?? total;
    const worked = money !== null && unitPrice ? money / unitPrice : undefined;
    if (table.columns.quantity === undefined) return Number.isInteger(worked) ? worked : 1;
    if (worked !== undefined && Number.isInteger(worked)) {
      warnings.add('quantity-worked-out', row, { read: String(worked) });
      return worked;
    }
    if (money === null) {
      warnings.add('quantity-missing', row);
      return undefined;
    }
    warnings.add('quantity-assumed', row);
    return 1;
  }

  #money(
    amounts: Amounts,
    quantity: number,
    row: number,
    cells: string[],
  ): Pick<SalesLine, 'unitPrice' | 'gross' | 'discount' | 'net' | 'tax' | 'tip'> {
    const { unitPrice, tax, tip } = amounts;
    const product = unitPrice === null ? null : (multiply(quantity, unitPrice) ?? null);
    const stated = statedNet(amounts, product);
    const gross = amounts.gross ?? (stated === null || amounts.net !== null ? product : null);
    const discount =
      amounts.discount === null ? null : Math.abs(amounts.discount) * ((gross ?? stated ?? 0) < 0 ? -1 : 1);
    const net = stated ?? (gross === null ? null : gross - (discount ?? 0));
    this.#checkMoney(amounts, { product, stated, net, quantity, discount }, row, cells);
    return { unitPrice, gross, discount, net, tax, tip };
  }

  #checkMoney(
    amounts: Amounts,
    { product, stated, net, quantity, discount }: Worked,
    row: number,
    cells: string[],
  ): void {
    const { warnings, currency, table } = this.#context;
    const hasAmounts = (['net', 'amount', 'total', 'gross'] as const).some((role) => table.columns[role] !== undefined);
    if (net === null) {
      if (hasAmounts || table.columns.unitPrice !== undefined) warnings.add('amount-missing', row);
      return;
    }
    if (stated === null && amounts.gross === null && hasAmounts) warnings.add('amount-worked-out', row);
    if (amounts.net === null && amounts.amount !== null && discount !== null && discount !== 0) {
      const value = quoted(cells[table.columns.discount ?? -1] ?? '');
      warnings.add('discount-unclear', row, {
        value,
        column: quoted(table.headers[table.columns.discount ?? -1] ?? ''),
      });
    }
    if (product === null || table.profile.averagePrice) return;
    const known = [amounts.gross, amounts.net, amounts.amount, amounts.total].filter((each) => each !== null);
    const withDiscount = known.map((each) => each + Math.abs(discount ?? 0));
    // One minor unit apart is rounding; more means that the row was misread, or is wrong.
    if (
      known.length === 0 ||
      [...known, ...withDiscount].some((each) => Math.abs(Math.abs(each) - Math.abs(product)) <= 1)
    )
      return;
    const money = (minor: number): string => formatAmount(minor, currency);
    const params = { price: money(amounts.unitPrice ?? 0), product: money(product), amount: money(net) };
    warnings.add('amount-mismatch', row, { quantity: String(quantity), ...params });
  }
}

interface Worked {
  product: number | null;
  stated: number | null;
  net: number | null;
  quantity: number;
  discount: number | null;
}

/** Net as the file gives it; a total with tax is taken for one unless quantity × price says that the tax comes on top. */
function statedNet({ net, amount, total, tax, gross, discount }: Amounts, product: number | null): number | null {
  if (net !== null) return net;
  if (gross !== null && discount !== null) return gross - Math.abs(discount) * (gross < 0 ? -1 : 1);
  if (amount !== null || total === null) return amount ?? gross;
  return tax === null || total === product ? total : total - tax;
}

/** A refund's numbers with their minus, whether or not the till wrote it; what has one is a refund. */
function signed(line: SalesLine): SalesLine {
  if (line.void) return line;
  const isBack = line.refund || line.quantity < 0 || (line.net ?? 0) < 0;
  if (!isBack) return line;
  const minus = (value: number | null): number | null => (value === null || value === 0 ? value : -Math.abs(value));
  return {
    ...line,
    refund: true,
    quantity: minus(line.quantity) ?? 0,
    gross: minus(line.gross),
    discount: minus(line.discount),
    net: minus(line.net),
    tax: minus(line.tax),
    tip: minus(line.tip),
  };
}
