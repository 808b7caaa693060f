import type { Command } from 'commander';
import { typed } from '../command-line.ts';
import { hasHints, type ReadingHints, readingHints } from '../reading-hints.ts';

/** The options by which a person says how a sales file is read. */
export function withReadingHints(command: Command): Command {
  return command
    .option('--dates <order>', 'the order of its dates: dmy, mdy or ymd')
    .option('--decimal <mark>', 'its decimal mark')
    .option('--delimiter <mark>', 'what stands between its columns; tab for a tab')
    .option('--column <role=header>', 'which column is what, such as item=Dish; item= for none; repeatable', collect);
}

/** What was said of how a file is read; undefined where nothing was. Throws `usage`. */
export function readingHintsOf({
  dates,
  decimal,
  delimiter,
  column,
}: Record<string, unknown>): ReadingHints | undefined {
  const mark = delimiter === 'tab' ? '\t' : delimiter;
  const hints = typed(readingHints, { dates, decimal, delimiter: mark, columns: columnsOf(column) }, 'how it is read');
  return hasHints(hints) ? hints : undefined;
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

function columnsOf(column: unknown): Record<string, string | null> | undefined {
  if (!Array.isArray(column)) return undefined;
  const pairs = column.map(String).map((text) => /^([^=]*)=?(.*)$/s.exec(text)?.slice(1) ?? []);
  return Object.fromEntries(pairs.map(([role = '', header]) => [role, header || null]));
}
