import type { Source } from '../../table/source.ts';
import type { WarningList } from '../../table/warnings.ts';
import type { MenuItem } from '../item.ts';

/** An item as a file gives it: the reader fills in a code where there is none. */
export interface MenuRow extends Omit<MenuItem, 'code'> {
  row: number;
  code: string | null;
}

/** One way in which menus are written. */
export interface MenuFormat {
  name: string;
  /** Reads the rows that look like items, warning of those that can't be used; undefined when it isn't this format. */
  read(source: Source, warnings: WarningList): MenuRow[] | undefined;
}
