import { PROFILES } from '../tests/shared/sales/kinds.ts';

/** A fixture of the tests that docs/files.md shows. */
export interface FileExample {
  title: string;
  /** Which command reads it. */
  kind: 'sales' | 'menu';
  file: string;
  /** Where the file doesn't name it. */
  currency: string | undefined;
}

export const SALES: FileExample[] = PROFILES.map(({ title, file, totals }) => ({
  title,
  kind: 'sales',
  file,
  currency: totals.currency,
}));

const menu = (title: string, file: string, currency?: string): FileExample => ({ title, kind: 'menu', file, currency });

export const MENUS: FileExample[] = [
  menu('A table with prices of branches', 'prices-per-branch.csv', 'SGD'),
  menu('Sizes in columns', 'sizes-as-columns.csv', 'SGD'),
  menu('Sizes in rows of the same name', 'sizes-as-rows.csv', 'USD'),
  menu('Sizes in rows with a code of their own', 'sizes-by-id.csv', 'GBP'),
  menu('Several languages, in columns', 'names-as-columns.csv', 'EUR'),
  menu('Several languages, in rows that follow each other', 'languages-as-rows.csv'),
  menu('Several languages, in rows that can’t be paired', 'languages-apart.csv', 'EUR'),
  menu('Allergens and diets in columns, ticked', 'allergen-columns.csv', 'SGD'),
  menu('Allergens by letter', 'allergen-letters.csv'),
  menu('Categories in rows of their own, without headings', 'headings-as-rows.csv', 'EUR'),
  menu('The same with tabs', 'no-header-tabs.txt', 'EUR'),
  menu('Categories in a column, without headings', 'no-header-category.txt', 'SGD'),
  menu('Names and prices alone', 'no-header.csv', 'JPY'),
  menu('JSON with categories, allergens and hours', 'categories.json', 'EUR'),
  menu('JSON with sizes, choices and languages', 'modifiers.json'),
  menu('JSON with names and prices alone', 'prices.json', 'GBP'),
  menu('Text with prices', 'priced-text.txt'),
  menu('Text without prices', 'bullets.txt', 'SGD'),
];

export const NOT_UNDERSTOOD: FileExample[] = [
  { title: 'A PDF in place of sales', kind: 'sales', file: 'odd-pdf.csv', currency: 'SGD' },
  { title: 'A text that is no menu', kind: 'menu', file: 'not-a-menu.txt', currency: 'SGD' },
];
