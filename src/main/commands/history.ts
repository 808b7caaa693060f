import type { Command } from 'commander';
import { type Outcome, table, typed } from '../../shared/command-line.ts';
import { type HistoryDay, type HistoryMonth, historyMonth, monthText } from '../branch/history.ts';
import { likelyToday } from '../branch/preview.ts';
import { damagedOutcome, onBranch } from './run.ts';

/** `history`. */
export function historyCommand(program: Command): void {
  program
    .command('history')
    .description('what was sent from this PC for each day of a month, and what is missing')
    .option('--month <month>', 'YYYY-MM; the one that goes on, if left out')
    .action(
      onBranch(async (branch, { month }) => {
        const chosen = month === undefined ? likelyToday(branch).slice(0, 7) : typed(monthText, month, '--month');
        return shown(await historyMonth(branch, chosen));
      }),
    );
}

function shown({ damaged, ...history }: HistoryMonth): Outcome {
  const said = damagedOutcome(damaged);
  const rows = history.days.filter(({ state }) => state !== 'coming' && state !== 'none').flatMap(rowsOf);
  const days = table(['Date', 'State', 'Part', 'Rev.', '', 'Manager', 'File'], rows);
  const text = rows.length === 0 ? `Nothing is known of ${history.month}.` : days;
  return { json: { ...history, damaged: said.json }, text: text + said.text, exitCode: said.exitCode };
}

/** A line for each closing, or one for a day without. */
function rowsOf({ businessDate, state, reason, closings }: HistoryDay): unknown[][] {
  if (closings.length === 0) return [[businessDate, reason === null ? state : `${state}: ${reason}`]];
  return closings.map(({ part, revision, state, isReplaced, lastError, manager, fileName }, index) => [
    index === 0 ? businessDate : '',
    ...[lastError === null ? state : `${state}: ${lastError}`, part, revision],
    ...[isReplaced ? 'replaced' : '', manager, fileName],
  ]);
}
