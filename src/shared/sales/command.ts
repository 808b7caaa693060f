import type { Command } from 'commander';
import { z } from 'zod';
import { businessDate } from '../cms/entity.ts';
import { action, typed } from '../command-line.ts';
import { readFileBounded } from '../files.ts';
import { isCurrency } from '../money.ts';
import { LIMITS } from '../protocol.ts';
import { describeSales } from './describe.ts';
import { readingHintsOf, withReadingHints } from './hint-options.ts';
import { type ReadingOptions, readSales } from './read.ts';

const DEFAULT_CUTOFF = 4;
const readOptions = z.object({
  currency: z.string().refine(isCurrency, 'is not a currency such as SGD').optional(),
  date: businessDate.optional(),
  cutoff: z.coerce
    .number()
    .int()
    .min(0, 'is not an hour from 0 to 12')
    .max(12, 'is not an hour from 0 to 12')
    .default(DEFAULT_CUTOFF),
});

/** `sales read`, the same for the office and for a branch: it needs neither's folder. */
export function salesCommands(program: Command): void {
  const read = program
    .command('sales')
    .description("files of a day's sales")
    .command('read <file>')
    .description("what is understood of a file of a day's sales; nothing is sent or kept")
    .option('--currency <cur>', 'what its amounts are in; what the file says, if left out')
    .option('--date <date>', 'the business day that it is of')
    .option('--cutoff <hour>', 'the hour at which that day ends; 4, if left out');
  withReadingHints(read).action(
    action<[string]>(async (options, path) => {
      const reading = readSales(await readFileBounded(path, LIMITS.file), chosen(options));
      return { json: reading, text: describeSales(reading) };
    }),
  );
}

function chosen(options: Record<string, unknown>): ReadingOptions {
  const currency = typed(readOptions.shape.currency, options.currency, '--currency');
  const date = typed(readOptions.shape.date, options.date, '--date');
  const cutoff = typed(readOptions.shape.cutoff, options.cutoff, '--cutoff');
  const day = date === undefined ? undefined : { date, cutoff };
  return { currency, day, hints: readingHintsOf(options) };
}
