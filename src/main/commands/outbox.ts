import type { Command } from 'commander';
import { type Outcome, table } from '../../shared/command-line.ts';
import type { SpamsError } from '../../shared/errors.ts';
import { formatAmount } from '../../shared/money.ts';
import type { Receipt } from '../../shared/receipt.ts';
import type { Listing } from '../branch/listing.ts';
import { listOutbox, type SendResult, sendOutbox } from '../branch/outbox.ts';
import type { OutboxEntry } from '../branch/outbox-entry.ts';
import { listReceipts } from '../branch/receipts.ts';
import { damagedOutcome, errorJson, onBranch } from './run.ts';

/** `outbox list|send` and `receipts list`. */
export function outboxCommands(program: Command): void {
  const outbox = program.command('outbox').description('closings on their way to head office');
  outbox
    .command('list')
    .description('what is queued, on hold or refused')
    .action(onBranch(async (branch) => listed(await listOutbox(branch))));
  outbox
    .command('send')
    .description('try to send everything now')
    .action(onBranch(async (branch) => sent(await sendOutbox(branch))));
  program
    .command('receipts')
    .description('what head office has confirmed')
    .command('list')
    .description('every receipt on this PC')
    .action(onBranch(async (branch) => confirmed(await listReceipts(branch))));
}

function listed({ items, damaged }: Listing<OutboxEntry>): Outcome {
  const rows = items.map((each) => [
    each.businessDate,
    each.part,
    each.revision,
    each.state,
    each.lastError,
    each.queuedAt,
    each.fileName,
  ]);
  const text = table(['Date', 'Part', 'Rev.', 'State', 'Why', 'Queued', 'File'], rows);
  return withDamaged({ outbox: items }, text, damaged);
}

function confirmed({ items, damaged }: Listing<Receipt>): Outcome {
  const rows = items.map(({ businessDate, part, revision, number, manager, receivedAt, totals }) => {
    const net = totals.net === null ? '-' : formatAmount(totals.net, totals.currency);
    return [businessDate, part, revision, number, net, totals.currency, manager, receivedAt];
  });
  const text = table(['Date', 'Part', 'Rev.', 'Number', 'Net', '', 'Manager', 'Received'], rows);
  return withDamaged({ receipts: items }, text, damaged);
}

/** Nothing left is 0; else what the worst of the rest says: unreachable before refused. */
function sent({ items, damaged }: Listing<SendResult>): Outcome {
  const exitCodes = items.map(({ error }) => error?.exitCode ?? 0);
  const rows = items.map(({ entry, receipt, error }) => [
    entry.businessDate,
    entry.part,
    entry.revision,
    receipt ? `delivered, receipt ${receipt.number}` : `${entry.state}: ${error?.person().happened}`,
  ]);
  const json = items.map(({ entry, receipt, error }) => ({
    documentId: entry.documentId,
    state: receipt ? 'delivered' : entry.state,
    receipt: receipt ?? null,
    error: errorJson(error),
  }));
  const text =
    items.length + damaged.length === 0 ? 'Nothing is queued.' : table(['Date', 'Part', 'Rev.', 'Result'], rows);
  const outcome = withDamaged({ sent: json }, text, damaged);
  return { ...outcome, exitCode: Math.max(outcome.exitCode ?? 0, ...exitCodes) };
}

function withDamaged(json: object, text: string, damaged: readonly SpamsError[]): Outcome {
  const said = damagedOutcome(damaged);
  return { json: { ...json, damaged: said.json }, text: text + said.text, exitCode: said.exitCode };
}
