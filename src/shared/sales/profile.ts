/** What a column of a sales file can be. */
export const SALES_ROLES = [
  'item',
  'category',
  'code',
  'quantity',
  'unitPrice',
  /** Before discounts. */
  'gross',
  'discount',
  /** After discounts, without tax. */
  'net',
  /** A row's money, where the file doesn't say whether before or after discounts. */
  'amount',
  /** With tax. */
  'total',
  'tax',
  'tip',
  'tender',
  'date',
  'time',
  /** The file's own word for lunch or dinner. */
  'dayPart',
  /** Marks a row as void, comp or refunded by any value but no, false and numbers other than 1. */
  'void',
  'comp',
  'refunded',
  /** Says in a word what a row is: sale, refund, void. */
  'kind',
  'currency',
  /** What was taken back of the row's quantity, and in money; the row's net is without it. */
  'refundedQuantity',
  'refundedMoney',
] as const;
export type SalesRole = (typeof SALES_ROLES)[number];

/** Names of columns, as `headerKey` writes them, the best first. */
export type ColumnNames = Partial<Record<SalesRole, readonly string[]>>;

/** One way in which tills write a day's sales: pure data. */
export interface SalesProfile {
  /** In lower-case-with-dashes; stored with each closing. */
  id: string;
  /** As the branch sees it: "Square item sales". */
  name: string;
  /** Whether a row is an item that was sold, or a whole check that was paid. */
  level: 'item' | 'check';
  /** Headers that only this export has: each entry must be there, by one of its names. None: a generic profile. */
  signature?: readonly (string | readonly string[])[];
  columns: ColumnNames;
  /** What names no list holds look like, for columns that are still needed when all lists are through. */
  loose?: Partial<Record<SalesRole, RegExp>>;
  /** Columns that hold what was paid by one tender each: its name, and theirs. */
  tenders?: Readonly<Record<string, readonly string[]>>;
  /** Rows of one order follow each other, and its first row says what is true of them all. */
  orders?: {
    /** Names the order in each row. */
    by: string;
    /** Columns that only the first row fills. */
    carried: readonly string[];
    /** What was taken off the whole order or given back of it. */
    amounts: readonly string[];
  };
  /** Rows without an item are the totals of those below them. */
  blankItemIsTotal?: boolean;
  /** The unit price is a rounded average: times the quantity it needn't give the amount. */
  averagePrice?: boolean;
  /** Amounts may include tax and tips; the file can't tell. */
  amountsWithTax?: boolean;
  /** The order of day and month that this program always writes. */
  dates?: 'mdy' | 'dmy';
  /** This export can't be summed up, and which file to choose instead: "lines.csv of the same export". */
  instead?: string;
}
