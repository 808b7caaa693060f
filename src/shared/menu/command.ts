import type { Command } from 'commander';
import { z } from 'zod';
import { action, type Outcome, table, typed } from '../command-line.ts';
import { readFileBounded } from '../files.ts';
import { formatAmount, isCurrency } from '../money.ts';
import { LIMITS } from '../protocol.ts';
import type { MenuItem } from './item.ts';
import { type MenuReading, readMenu } from './read.ts';

/** What `--currency` takes. */
export const currencyOption = z.string().refine(isCurrency, 'is not a currency such as SGD').optional();

/** `menu read`, the same for the office and for a branch: it needs neither's folder. */
export function menuReadCommand(menu: Command): void {
  menu
    .command('read <file>')
    .description('what is understood of a menu file; nothing is published')
    .option('--currency <cur>', 'the currency of its prices; what the file says, if left out')
    .action(
      action<[string]>(async (options, path) => {
        const currency = typed(currencyOption, options.currency, '--currency');
        const reading = readMenu(await readFileBounded(path, LIMITS.file), { currency });
        return { json: reading, text: describeMenu(reading) } satisfies Outcome;
      }),
    );
}

const CURRENCY_FROM = { asked: 'as asked for', file: 'as the file says', assumed: 'which the file does not say' };

/** What was understood of a menu file, for a person. */
export function describeMenu({
  format,
  encoding,
  dialect,
  currency,
  currencyFrom,
  items,
  overrides,
  warnings,
  needsReview,
}: MenuReading) {
  const delimited = dialect === null ? '' : `, delimited by ${JSON.stringify(dialect.delimiter)}`;
  const heading = `${items.length} ${items.length === 1 ? 'item' : 'items'}, read as ${format} in ${encoding}${delimited}; prices in ${currency}, ${CURRENCY_FROM[currencyFrom]}.`;
  const rows = items.map((item) => [item.category, item.code, item.name, pricesOf(item, currency), marksOf(item)]);
  const branches = overrides.map(({ branch, code, size, price }) => [
    branch,
    code,
    size,
    formatAmount(price, currency),
  ]);
  return [
    heading,
    ...(needsReview ? ['Somebody must look at this before it is published.'] : []),
    ...warnings.map(({ row, text }) => `  ${row === null ? '' : `row ${row}: `}${text}`),
    '',
    table(['Category', 'Code', 'Name', currency, ''], rows),
    ...(branches.length > 0 ? ['', table(['Branch', 'Code', 'Size', currency], branches)] : []),
  ].join('\n');
}

/** "6.50", or "S 6.50  L 8.00". */
export function pricesOf({ price, sizes }: Pick<MenuItem, 'price' | 'sizes'>, currency: string): string {
  const own = price === null ? [] : [formatAmount(price, currency)];
  const each = sizes.map((size) => `${size.name} ${size.price === null ? '-' : formatAmount(size.price, currency)}`);
  return [...own, ...each].join('  ');
}

const marksOf = ({ available, allergens, diets }: MenuItem): string =>
  [...(available ? [] : ['SOLD OUT']), ...allergens, ...diets].join(', ');
