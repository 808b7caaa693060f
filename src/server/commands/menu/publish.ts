import { type Command, Option } from 'commander';
import { z } from 'zod';
import { type Outcome, typed } from '../../../shared/command-line.ts';
import { checkSize, type Published } from '../../menus/content.ts';
import { publishDraft, saveDraft, savedDraft } from '../../menus/draft.ts';
import { type Effect, effectsOf, unknownBranches } from '../../menus/effects.ts';
import { type UnusedPrice, unusedPrices } from '../../menus/own-prices.ts';
import { checkValidity, publishMenu, type Validity } from '../../menus/publications.ts';
import { withdrawMenu } from '../../menus/withdraw.ts';
import type { Office } from '../../office.ts';
import { usage } from '../../usage.ts';
import { menuNumber, moment } from '../options.ts';
import { type Invocation, onOffice } from '../run.ts';
import { type MenuRead, readMenuFile } from './read-file.ts';
import { countsOf, countsText, itemsText, labelOf, warningsText } from './text.ts';

const times = z.object({ at: moment.optional(), validFrom: moment.optional(), validUntil: moment.optional() });
const CURRENCY = [
  '--currency <cur>',
  'the currency of its prices; the one that all branches share, if left out',
] as const;

/** `menu publish|draft|withdraw`. */
export function publishCommands(menu: Command): void {
  menu
    .command('publish [file]')
    .description('publish a menu to every branch; says what changes, for whom')
    .addOption(new Option('--draft', 'the draft that was saved, instead of a file').conflicts('currency'))
    .option('--at <time>', 'when it takes effect; now, if left out')
    .option('--valid-from <time>', 'the same')
    .option('--valid-until <time>', 'when it ends; with the next one, if left out')
    .option(...CURRENCY)
    .option('--dry-run', 'only say what would change')
    .action(onOffice(publish));
  menu
    .command('draft [file]')
    .description('save a menu without publishing it')
    .addOption(new Option('--show', 'the draft that was saved').conflicts('currency'))
    .option(...CURRENCY)
    .action(onOffice(draft));
  menu
    .command('withdraw [number]')
    .description('take back a publication that was wrong, the one in force if left out: the one before counts again')
    .action(onOffice(withdraw));
}

async function publish(office: Office, { actor, options }: Invocation, path?: string): Promise<Outcome> {
  if ((path === undefined) !== (options.draft === true)) throw usage('name a file, or --draft');
  const validity = validityOf(office, options);
  checkValidity(validity, office.clock());
  const { read, send } =
    path === undefined
      ? await fromDraft(office, validity, actor)
      : await fromFile(office, path, options.currency, validity, actor);
  checkSize(read.content);
  const effects = await effectsOf(office, read.content, validity);
  const notes = await notesOf(office, read.content);
  const publication = options.dryRun === true ? null : await send();
  return {
    json: {
      publication,
      ...facts(read),
      validFrom: validity.validFrom.toISOString(),
      validUntil: validity.validUntil?.toISOString() ?? null,
      ...notes,
      changes: effects.map(({ branches, changes }) => ({ branches, ...countsOf(changes) })),
    },
    text: `${publishedText(read, publication, validity)}${effects.map(effectText).join('')}${notesText(read, notes)}`,
  };
}

/** A menu that is to be published, and what publishes just that. */
interface ToPublish {
  read: MenuRead;
  send: () => Promise<number>;
}

async function fromDraft(office: Office, validity: Validity, actor: string): Promise<ToPublish> {
  const saved = await savedDraft(office.db);
  const read = { ...saved, format: null, encoding: null };
  return { read, send: () => publishDraft(office, saved, validity, actor) };
}

async function fromFile(
  office: Office,
  path: string,
  currency: unknown,
  validity: Validity,
  actor: string,
): Promise<ToPublish> {
  const read = await readMenuFile(office, path, currency);
  return { read, send: () => publishMenu(office, read.content, validity, actor) };
}

async function draft(office: Office, { actor, options }: Invocation, path?: string): Promise<Outcome> {
  if ((path === undefined) !== (options.show === true)) throw usage('name a file to save, or --show');
  if (path === undefined) return showDraft(office);
  const read = await readMenuFile(office, path, options.currency);
  await saveDraft(office, read, actor);
  const notes = await notesOf(office, read.content);
  return {
    json: { ...facts(read), ...notes },
    text: `Saved ${read.file} as the draft: ${sizeText(read)}. Nothing is published.${notesText(read, notes)}`,
  };
}

async function showDraft({ db }: Office): Promise<Outcome> {
  const { content, ...saved } = await savedDraft(db);
  return {
    json: { ...saved, ...content },
    text: `${saved.file}, saved by ${saved.by} at ${saved.savedAt}${warningsText(saved.warnings)}\n\n${itemsText(content.items, content.currency)}`,
  };
}

async function withdraw(office: Office, { actor }: Invocation, number?: string): Promise<Outcome> {
  const id = number === undefined ? undefined : typed(menuNumber, number, 'NUMBER');
  const { withdrawn, inForce } = await withdrawMenu(office, id, actor);
  const now =
    inForce === null
      ? 'No menu is in force now, and a branch that has it keeps it until you publish another'
      : `Number ${inForce} is in force`;
  return { json: { withdrawn, inForce }, text: `Publication ${withdrawn} is withdrawn. ${now}.` };
}

function validityOf({ clock }: Office, options: Record<string, unknown>): Validity {
  const { at, validFrom, validUntil } = typed(times, options, '--at, --valid-from or --valid-until');
  if (at && validFrom) throw usage('--at and --valid-from are the same: name one');
  return { validFrom: at ?? validFrom ?? clock(), validUntil };
}

function facts({ file, content, format, encoding, warnings, needsReview }: MenuRead) {
  const { items, overrides, currency } = content;
  return { file, items: items.length, overrides: overrides.length, currency, format, encoding, warnings, needsReview };
}

function publishedText(read: MenuRead, publication: number | null, { validFrom }: Validity): string {
  const from = `from ${validFrom.toISOString()}`;
  if (publication === null)
    return `Read ${read.file}: ${sizeText(read)}. Nothing is published; ${from} it would change:`;
  return `Published ${read.file} as number ${publication}: ${sizeText(read)}, ${from}.`;
}

function sizeText({ content: { items, overrides, currency } }: MenuRead): string {
  const own = overrides.length === 0 ? '' : `, ${overrides.length} prices of single branches`;
  return `${items.length} items in ${currency}${own}`;
}

/** So many branches are named; of more, it is said how many. */
const NAMED = 8;

function effectText({ branches, changes }: Effect): string {
  const more = branches.length - NAMED;
  const names = `${branches.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `\n  ${names}: ${countsText(changes)}`;
}

/** Prices that came with a menu, or were given before, and are used nowhere. */
interface Notes {
  unknownBranches: string[];
  unusedPrices: UnusedPrice[];
}

async function notesOf({ db }: Office, content: Published): Promise<Notes> {
  return { unknownBranches: await unknownBranches(db, content), unusedPrices: await unusedPrices(db, content) };
}

function notesText({ warnings }: MenuRead, { unknownBranches, unusedPrices }: Notes): string {
  const lines = [
    ...unknownBranches.map((name) => `No branch or group is called “${name}”: its prices are not used.`),
    ...unusedPrices.map((price) => `The price of ${labelOf(price)} for ${price.for} is not used: ${whyUnused(price)}.`),
  ];
  return `${lines.map((line) => `\n  ${line}`).join('')}${warningsText(warnings)}`;
}

const whyUnused = ({ size }: UnusedPrice): string =>
  size === null ? 'the dish has a price for each size' : 'the dish has no such size';
