import type { Command } from 'commander';
import { type Outcome, table } from '../../shared/command-line.ts';
import { formatAmount } from '../../shared/money.ts';
import { listOutbox, type SendResult, sendOutbox } from '../branch/outbox.ts';
import { listReceipts } from '../branch/receipts.ts';
import { errorJson, onBranch } from './run.ts';

/** `outbox list|send` and `receipts list`. */
export function outboxCommands(program: Command): void {
  const outbox = program.command('outbox').description('closings on their way to head office');
  outbox
    .command('list')
    .description('what is queued, on hold or refused')
    .action(
      onBranch(async (branch) => {
        const entries = await listOutbox(branch);
        const rows = entries.map((each) => [
          each.businessDate,
          each.part,
          each.revision,
          each.state,
          each.lastError,
          each.queuedAt,
          each.fileName,
        ]);
        return {
          json: { outbox: entries },
          text: table(['Date', 'Part', 'Rev.', 'State', 'Why', 'Queued', 'File'], rows),
        };
      }),
    );
  outbox
    .command('send')
    .description('try to send everything now')
    .action(onBranch(async (branch) => sent(await sendOutbox(branch))));
  program
    .command('receipts')
    .description('what head office has confirmed')
    .command('list')
    .description('every receipt on this PC')
    .action(
      onBranch(async (branch) => {
        const receipts = await listReceipts(branch);
        const rows = receipts.map(({ businessDate, part, revision, number, manager, receivedAt, totals }) => {
          const net = totals.net === null ? '-' : formatAmount(totals.net, totals.currency);
          return [businessDate, part, revision, number, net, totals.currency, manager, receivedAt];
        });
        return {
          json: { receipts },
          text: table(['Date', 'Part', 'Rev.', 'Number', 'Net', '', 'Manager', 'Received'], rows),
        };
      }),
    );
}

/** Nothing left is 0; else what the worst of the rest says: unreachable before refused. */
function sent(results: SendResult[]): Outcome {
  const exitCodes = results.map(({ error }) => error?.exitCode ?? 0);
  const rows = results.map(({ entry, receipt, error }) => {
    return [
      entry.businessDate,
      entry.part,
      entry.revision,
      receipt ? `delivered, receipt ${receipt.number}` : `${entry.state}: ${error?.person().happened}`,
    ];
  });
  return {
    json: {
      sent: results.map(({ entry, receipt, error }) => ({
        documentId: entry.documentId,
        state: receipt ? 'delivered' : entry.state,
        receipt: receipt ?? null,
        error: errorJson(error),
      })),
    },
    text: results.length === 0 ? 'Nothing is queued.' : table(['Date', 'Part', 'Rev.', 'Result'], rows),
    exitCode: Math.max(0, ...exitCodes),
  };
}
