import type { Command } from 'commander';
import { type Outcome, table } from '../../shared/command-line.ts';
import { asSpamsError, type SpamsError } from '../../shared/errors.ts';
import { findClosing, listClosings } from '../closings/list.ts';
import { type Reread, rereadClosing, type Understood } from '../closings/reread.ts';
import type { Office } from '../office.ts';
import { usage } from '../usage.ts';
import { netText } from './closing-text.ts';
import { filterOf, withFilter } from './closings-filter.ts';
import { onOffice } from './run.ts';

interface Failed {
  number: string;
  error: SpamsError;
}

/** `closings reread`. */
export function rereadCommand(closings: Command): void {
  withFilter(closings.command('reread [ids...]'))
    .description("read the sealed files again with today's reader; receipts stay as they are")
    .action(
      onOffice(async (office, { actor, options }, ids: string[]) => {
        const numbers = await chosen(office, ids, options);
        const [done, failed]: [Reread[], Failed[]] = [[], []];
        for (const number of numbers) {
          // One that can't be opened must not keep the others from being read.
          await rereadClosing(office, number, actor).then(
            (reread) => done.push(reread),
            (cause) => failed.push({ number, error: asSpamsError(cause) }),
          );
        }
        return outcome(done, failed);
      }),
    );
}

/** Receipt numbers of the closings that were named, or that the options pick. */
async function chosen({ db }: Office, ids: string[], options: Record<string, unknown>): Promise<string[]> {
  const filter = filterOf(options);
  const isFiltered = Object.values(filter).some(Boolean);
  if (isFiltered === ids.length > 0) {
    throw usage('name closings, or pick them by options: one of both');
  }
  if (isFiltered) return (await listClosings(db, filter)).map(({ number }) => number);
  const rows = [];
  for (const id of ids) rows.push(await findClosing(db, id));
  return [...new Set(rows.map(({ number }) => number))];
}

function outcome(done: Reread[], failed: Failed[]): Outcome {
  const rows = [
    ...done.map(({ number, before, after }) => [number, ...cells(before), '→', ...cells(after)]),
    ...failed.map(({ number, error }) => [number, `not read: ${error.person().happened} (code ${error.code})`]),
  ];
  const headings = ['Number', 'Was read as', 'Lines', 'Net', '', '', 'Is read as', 'Lines', 'Net', ''];
  return {
    json: {
      reread: done,
      failed: failed.map(({ number, error }) => ({ number, error: { code: error.code, ...error.person() } })),
    },
    text: rows.length === 0 ? 'There is no such closing.' : table(headings, rows),
    exitCode: Math.max(0, ...failed.map(({ error }) => error.exitCode)),
  };
}

const cells = ({ profile, totals, needsReview }: Understood): unknown[] => [
  profile,
  totals.lines,
  netText(totals),
  needsReview ? 'review' : '',
];
