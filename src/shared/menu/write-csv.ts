import { formatAmount } from '../money.ts';
import { writeCsv } from '../table/write-csv.ts';
import { writeModifiers, writeServed, writeSizes } from './cells.ts';
import type { MenuItem } from './item.ts';
import type { MenuContent } from './menu.ts';
import type { PriceOverride } from './read.ts';

interface Column {
  heading: string;
  cell(item: MenuItem, currency: string): string;
  /** Left out where no item has anything in it. */
  optional?: boolean;
}

/**
 * A menu as a CSV file to edit in a spreadsheet and publish again: UTF-8 with BOM, CRLF, formula-safe. What an item has
 * several of is listed in one cell: `S 6.50 | L 8.00`. A branch's prices of whole items are in a column of its own; those of
 * single sizes have no place in it. For a menu by menuContentSchema, `readMenu` gives back the same.
 */
export function writeMenuCsv({ items, currency }: MenuContent, overrides: readonly PriceOverride[] = []): Buffer {
  const columns = [...columnsFor(items), ...branchPrices(overrides)].filter(
    ({ cell, optional }) => !optional || items.some((item) => cell(item, currency)),
  );
  const rows = items.map((item) => columns.map(({ cell }) => cell(item, currency)));
  return writeCsv([columns.map(({ heading }) => heading), ...rows]);
}

function columnsFor(items: MenuItem[]): Column[] {
  return [
    { heading: 'Category', cell: ({ category }) => category },
    { heading: 'Code', cell: ({ code }) => code },
    { heading: 'Name', cell: ({ name }) => name },
    ...translations(items, 'Name', ({ names }) => names),
    { heading: 'Description', cell: ({ description }) => description },
    ...translations(items, 'Description', ({ descriptions }) => descriptions),
    { heading: 'Price', cell: ({ price }, currency) => amountOf(price, currency) },
    { heading: 'Sizes', cell: ({ sizes }, currency) => writeSizes(sizes, currency), optional: true },
    { heading: 'Modifiers', cell: ({ modifiers }, currency) => writeModifiers(modifiers, currency), optional: true },
    { heading: 'Available', cell: ({ available }) => (available ? 'yes' : 'no') },
    { heading: 'Allergens', cell: ({ allergens }) => allergens.join('; ') },
    { heading: 'Diets', cell: ({ diets }) => diets.join('; '), optional: true },
    { heading: 'Served', cell: ({ served }) => writeServed(served), optional: true },
  ];
}

/** A column for each language that some item is in: `Name (fr)`. */
function translations(items: MenuItem[], heading: string, of: (item: MenuItem) => Record<string, string>): Column[] {
  const languages = new Set(items.flatMap((item) => Object.keys(of(item))));
  return [...languages].sort().map((language) => ({
    heading: `${heading} (${language})`,
    cell: (item) => of(item)[language] ?? '',
  }));
}

/** A column for each branch that has own prices: `Price SG-01`. */
function branchPrices(overrides: readonly PriceOverride[]): Column[] {
  const byBranch = Map.groupBy(
    overrides.filter(({ size }) => size === null),
    ({ branch }) => branch,
  );
  return [...byBranch].map(([branch, own]) => {
    const prices = new Map(own.map(({ code, price }) => [code, price]));
    return { heading: `Price ${branch}`, cell: ({ code }, currency) => amountOf(prices.get(code) ?? null, currency) };
  });
}

const amountOf = (price: number | null, currency: string): string =>
  price === null ? '' : formatAmount(price, currency);
