import type { Command } from 'commander';
import { type Outcome, table, typed } from '../../../shared/command-line.ts';
import { SpamsError } from '../../../shared/errors.ts';
import { writeFileAtomic } from '../../../shared/files.ts';
import { writeMenuCsv } from '../../../shared/menu/write-csv.ts';
import { branchCode } from '../../../shared/pki/identity.ts';
import { menuAt } from '../../menus/branch-menu.ts';
import { contentOf, type Published } from '../../menus/content.ts';
import { menuDiff } from '../../menus/diff.ts';
import { listPublications, publicationInForce } from '../../menus/publications.ts';
import { menuStatus } from '../../menus/status.ts';
import type { Office } from '../../office.ts';
import { menuNumber, moment } from '../options.ts';
import { type Invocation, onOffice } from '../run.ts';
import { changesText, itemsText } from './text.ts';

const AT = ['--at <time>', 'as of that time; now, if left out'] as const;

/** `menu export|list|show|preview|status|diff`: nothing is changed. */
export function lookCommands(menu: Command): void {
  menu
    .command('export')
    .description('the menu in force as a file that can be published again')
    .requiredOption('--out <file>', 'the CSV file to write')
    .action(onOffice(exportMenu));
  menu
    .command('list')
    .description('every publication')
    .option(...AT)
    .action(onOffice(list));
  menu
    .command('show')
    .description('the menu in force, as it was published')
    .option(...AT)
    .action(onOffice(show));
  menu
    .command('preview')
    .description('what a branch sells: the menu in force with its own prices, and what is sold out there')
    .requiredOption('--branch <code>', 'the branch')
    .option(...AT)
    .action(onOffice(preview));
  menu.command('status').description('which device has which version, since when').action(onOffice(status));
  menu
    .command('diff <a> <b>')
    .description('what is different from one publication to another')
    .option('--branch <code>', 'for this branch; then A and B may be versions that it was given, too')
    .action(onOffice(diff));
}

async function exportMenu(office: Office, { options }: Invocation): Promise<Outcome> {
  const { content } = await inForce(office, office.clock());
  const file = String(options.out);
  const { items, currency, overrides } = content;
  await writeFileAtomic(file, writeMenuCsv(content, overrides));
  const left = overrides.filter(({ size }) => size !== null).length;
  const note = left === 0 ? '' : ` ${left} prices of single sizes at branches have no place in such a file.`;
  return {
    json: { file, items: items.length, currency, overrides: overrides.length - left, overridesLeftOut: left },
    text: `${items.length} items written to ${file}.${note}`,
  };
}

async function list(office: Office, { options }: Invocation): Promise<Outcome> {
  const publications = await listPublications(office, timeOf(office, options));
  const rows = publications.map((each) => [
    each.id,
    each.state,
    each.items,
    each.validFrom,
    each.validUntil ?? 'until the next',
    each.by,
  ]);
  return { json: { publications }, text: table(['No.', 'State', 'Items', 'From', 'Until', 'By'], rows) };
}

async function show(office: Office, { options }: Invocation): Promise<Outcome> {
  const { id, content } = await inForce(office, timeOf(office, options));
  return { json: { publication: id, ...content }, text: itemsText(content.items, content.currency) };
}

async function preview(office: Office, { options }: Invocation): Promise<Outcome> {
  const branch = typed(branchCode, options.branch, '--branch');
  const { publication, menu } = await menuAt(office.db, branch, timeOf(office, options));
  return { json: { publication: publication.id, ...menu }, text: itemsText(menu.items, menu.currency) };
}

async function status(office: Office): Promise<Outcome> {
  const devices = await menuStatus(office);
  const rows = devices.map((each) => [
    each.branch,
    each.device,
    each.fetched ?? 'none',
    each.upToDate ? 'up to date' : 'behind',
    each.fetchedAt ?? '-',
    each.lastContact ?? 'never',
  ]);
  return { json: { devices }, text: table(['Branch', 'Device', 'Version', '', 'Since', 'Last contact'], rows) };
}

async function diff(office: Office, { options }: Invocation, a: string, b: string): Promise<Outcome> {
  const branch = options.branch === undefined ? undefined : typed(branchCode, options.branch, '--branch');
  const [from, to] = [typed(menuNumber, a, 'A'), typed(menuNumber, b, 'B')];
  const { currency, changes } = await menuDiff(office, from, to, branch);
  return { json: { from, to, branch: branch ?? null, currency, changes }, text: changesText(changes, currency) };
}

const timeOf = ({ clock }: Office, { at }: Record<string, unknown>): Date =>
  at === undefined ? clock() : typed(moment, at, '--at');

async function inForce({ db }: Office, at: Date): Promise<{ id: number; content: Published }> {
  const publication = await publicationInForce(db, at);
  if (!publication) throw new SpamsError('menu-not-published');
  return { id: publication.id, content: contentOf(publication) };
}
