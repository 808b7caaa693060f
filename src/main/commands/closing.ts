import type { Command } from 'commander';
import { businessDate, partName } from '../../shared/cms/entity.ts';
import { askPassphrase, type Outcome, typed } from '../../shared/command-line.ts';
import { formatAmount } from '../../shared/money.ts';
import { holderId } from '../../shared/pki/identity.ts';
import type { ReadingHints } from '../../shared/reading-hints.ts';
import { readingHintsOf, withReadingHints } from '../../shared/sales/hint-options.ts';
import { readSales, type SalesReading } from '../../shared/sales/read.ts';
import type { Branch } from '../branch/branch.ts';
import { readingOptions, readSalesFile, uploadClosing } from '../branch/closing.ts';
import { recallCorrections } from '../branch/corrections.ts';
import type { SendResult } from '../branch/outbox.ts';
import { correctionOf } from '../branch/understanding.ts';
import { errorJson, MANAGER_PASSPHRASE, onBranch } from './run.ts';

/** `closing upload FILE`. */
export function closingCommands(program: Command): void {
  const upload = program
    .command('closing')
    .description("the day's sales")
    .command('upload <file>')
    .description("sign the day's sales file, queue it, and send it")
    .requiredOption('--manager <id>', 'who signs')
    .option('--date <date>', "the business date, YYYY-MM-DD; today's, if left out")
    .option('--part <name>', 'the till or file of the day', 'main');
  withReadingHints(upload).action(
    onBranch(async (branch, options, path: string) => {
      const manager = typed(holderId, options.manager, '--manager');
      const date = options.date === undefined ? undefined : typed(businessDate, options.date, '--date');
      const part = typed(partName, options.part, '--part');
      const hints = readingHintsOf(options) ?? (await rememberedHints(branch, path));
      const passphrase = await askPassphrase(MANAGER_PASSPHRASE, `Passphrase of ${manager}`);
      const { file, ...sent } = await uploadClosing(branch, { path, manager, passphrase, date, part, hints });
      return uploaded(sent, readSales(file, readingOptions(branch, sent.entry.businessDate, hints)));
    }),
  );
}

/** What was said of files like it in the window. */
async function rememberedHints(branch: Branch, path: string): Promise<ReadingHints | undefined> {
  return correctionOf(await readSalesFile(branch, path), await recallCorrections(branch));
}

function uploaded({ entry, receipt, error }: SendResult, sales: SalesReading): Outcome {
  const { documentId, businessDate: date, part, revision } = entry;
  const { lines, totals, needsReview, warnings, profile } = sales;
  const net =
    totals.net === null ? 'no amounts' : `net ${totals.currency} ${formatAmount(totals.net, totals.currency)}`;
  const file = `${entry.fileName}: ${lines.length} lines, quantity ${totals.quantity}, ${net} (read as ${profile})`;
  const notes = warnings.map(({ row, text }) => `\n  ${row === null ? '' : `row ${row}: `}${text}`).join('');
  const person = error?.person();
  const end = receipt
    ? `Head office has your sales for ${date}. Receipt number ${receipt.number}.`
    : `Your sales for ${date} are signed and safe on this PC.\n${person?.happened} ${person?.means} ${person?.next} (code ${error?.code})`;
  return {
    json: {
      documentId,
      state: receipt ? 'delivered' : entry.state,
      businessDate: date,
      part,
      revision,
      profile,
      lines,
      totals,
      needsReview,
      warnings,
      receipt: receipt ? { verified: true, ...receipt } : null,
      error: errorJson(error),
    },
    text: `${file}${notes}\n${end}`,
    exitCode: error?.exitCode ?? 0,
  };
}
