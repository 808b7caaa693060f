import type { CurrencyFrom } from '../../table/currency.ts';
import type { WarningList } from '../../table/warnings.ts';
import type { MenuItem } from '../item.ts';

/** A menu file as every format's reader gets it. */
export interface MenuSource {
  text: string;
  /** ISO 4217; undefined where the file has to say it. */
  currency: string | undefined;
  /** The codes of the branches that there are; empty where they aren't known. */
  branches: readonly string[];
}

/** An item as a file gives it: the reader fills in a code where there is none. */
export interface MenuRow {
  /** As a spreadsheet numbers rows; in JSON the item's place among all. */
  row: number;
  item: Omit<MenuItem, 'code'> & { code: string | null };
  overrides: { branch: string; size: string | null; price: number }[];
}

export interface MenuRows {
  rows: MenuRow[];
  currency: string;
  currencyFrom: CurrencyFrom;
  /** Of a table. */
  delimiter: string | null;
}

/** One way in which menus are written. */
export interface MenuFormat {
  name: string;
  /** Reads what looks like items, warning of those that can't be used; undefined when it isn't this format. */
  read(source: MenuSource, warnings: WarningList): MenuRows | undefined;
}
