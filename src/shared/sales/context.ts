import type { Delimiter } from '../table/dialect.ts';
import type { WarningList } from '../table/warnings.ts';
import type { Conventions } from './conventions.ts';
import type { FoundTable } from './find-table.ts';

/** What the reader of one file's rows goes by. */
export interface ReadContext extends Conventions {
  table: FoundTable;
  delimiter: Delimiter | null;
  /** ISO 4217. */
  currency: string;
  warnings: WarningList;
}
