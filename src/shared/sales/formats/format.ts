import type { Source } from '../../table/source.ts';
import type { WarningList } from '../../table/warnings.ts';
import type { SalesLine } from '../sales.ts';

/** One way in which tills write a day's sales. */
export interface SalesFormat {
  /** Shown as the reading's profile. */
  name: string;
  /** Reads the lines, warning of every row that isn't one; undefined when it isn't this format. */
  read(source: Source, warnings: WarningList): SalesLine[] | undefined;
}
