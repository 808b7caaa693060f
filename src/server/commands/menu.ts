import { basename } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { table, typed } from '../../shared/command-line.ts';
import { SpamsError } from '../../shared/errors.ts';
import { readFileBounded, writeFileAtomic } from '../../shared/files.ts';
import type { MenuContent } from '../../shared/menu/menu.ts';
import { readMenu } from '../../shared/menu/read.ts';
import { writeMenuCsv } from '../../shared/menu/write-csv.ts';
import { formatAmount, isCurrency } from '../../shared/money.ts';
import { LIMITS } from '../../shared/protocol.ts';
import { menuStatus } from '../menus/branch-menu.ts';
import { contentOf, listPublications, publicationInForce, publishMenu } from '../menus/publications.ts';
import type { Office } from '../office.ts';
import { onOffice } from './run.ts';

const moment = z.iso
  .datetime({ offset: true, error: 'is not a time such as 2026-11-23T06:00:00+08:00' })
  .transform((text) => new Date(text));
const publishOptions = z.object({ validFrom: moment.optional(), validUntil: moment.optional() });

/** `menu publish|export|list|show|status`. */
export function menuCommands(program: Command): void {
  const menu = program.command('menu').description('the menu that branches fetch');
  menu
    .command('publish <file>')
    .description('publish a menu to every branch')
    .option('--valid-from <time>', 'when it takes effect; now, if left out')
    .option('--valid-until <time>', 'when it ends; with the next one, if left out')
    .option('--currency <cur>', 'the currency of its prices; the one that all branches share, if left out')
    .action(onOffice(publish));
  menu
    .command('export')
    .description('the menu in force as a file that can be published again')
    .requiredOption('--out <file>', 'the CSV file to write')
    .action(
      onOffice(async (office, { options }) => {
        const { content } = await inForce(office);
        const out = String(options.out);
        await writeFileAtomic(out, writeMenuCsv(content));
        return {
          json: { file: out, items: content.items.length, currency: content.currency },
          text: `${content.items.length} items written to ${out}.`,
        };
      }),
    );
  menu
    .command('list')
    .description('every publication')
    .action(
      onOffice(async (office) => {
        const publications = await listPublications(office);
        const rows = publications.map((each) => [
          each.id,
          each.state,
          each.items,
          each.validFrom,
          each.validUntil ?? 'until the next',
          each.by,
        ]);
        return { json: { publications }, text: table(['No.', 'State', 'Items', 'From', 'Until', 'By'], rows) };
      }),
    );
  menu
    .command('show')
    .description('the menu in force')
    .action(
      onOffice(async (office) => {
        const { id, content } = await inForce(office);
        const rows = content.items.map(({ category, code, name, price, available }) => {
          return [
            category,
            code,
            name,
            price === null ? '' : formatAmount(price, content.currency),
            available ? '' : 'sold out',
          ];
        });
        return {
          json: { publication: id, ...content },
          text: table(['Category', 'Code', 'Name', content.currency, ''], rows),
        };
      }),
    );
  menu
    .command('status')
    .description('which device has which version')
    .action(
      onOffice(async (office) => {
        const devices = await menuStatus(office);
        const rows = devices.map((each) => [
          each.branch,
          each.device,
          each.fetched ?? 'none',
          each.upToDate ? 'up to date' : 'behind',
          each.lastContact ?? 'never',
        ]);
        return { json: { devices }, text: table(['Branch', 'Device', 'Version', '', 'Last contact'], rows) };
      }),
    );
}

const publish: Parameters<typeof onOffice<[string]>>[0] = async (office, { actor, options }, path) => {
  const { validFrom = office.clock(), validUntil } = typed(publishOptions, options, '--valid-from or --valid-until');
  const currency = await currencyOf(office, options.currency);
  const { items, warnings, format, encoding } = readMenu(await readFileBounded(path, LIMITS.file), { currency });
  const publication = await publishMenu(office, { currency, items }, { validFrom, validUntil }, actor);
  const notes = warnings.map(({ row, text }) => `\n  ${row === null ? '' : `row ${row}: `}${text}`).join('');
  return {
    json: {
      publication,
      items: items.length,
      currency,
      format,
      encoding,
      validFrom: validFrom.toISOString(),
      validUntil: validUntil?.toISOString() ?? null,
      warnings,
    },
    text: `Published ${basename(path)} as number ${publication}: ${items.length} items, from ${validFrom.toISOString()}.${notes}`,
  };
};

/** The currency that was named or, when every branch has the same, that one. */
async function currencyOf({ db }: Office, named: unknown): Promise<string> {
  if (named !== undefined)
    return typed(z.string().refine(isCurrency, 'is not a currency such as SGD'), named, '--currency');
  const branches = await db
    .selectFrom('branches')
    .select('currency')
    .distinct()
    .where('revoked_at', 'is', null)
    .execute();
  if (branches.length === 1) return branches[0]!.currency;
  throw new SpamsError('usage', {
    params: { reason: "the branches have no one currency: name the prices' with --currency" },
  });
}

async function inForce({ db, clock }: Office): Promise<{ id: number; content: MenuContent }> {
  const publication = await publicationInForce(db, clock());
  if (!publication) throw new SpamsError('menu-not-published');
  return { id: publication.id, content: contentOf(publication) };
}
