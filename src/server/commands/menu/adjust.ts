import { type Command, Option } from 'commander';
import { type Outcome, table, typed } from '../../../shared/command-line.ts';
import { parseAmount } from '../../../shared/money.ts';
import { findDish } from '../../menus/dishes.ts';
import { clearOverride, type Difference, type Dish, listOverrides, overrideDish } from '../../menus/overrides.ts';
import { takesPrice } from '../../menus/own-prices.ts';
import { markBack, markSoldOut, soldOutAt } from '../../menus/sold-out.ts';
import { nameOf } from '../../menus/targets.ts';
import type { Office } from '../../office.ts';
import { usage } from '../../usage.ts';
import { amountText } from '../amount-text.ts';
import { moment, targetJson, targetOf } from '../options.ts';
import { type Invocation, onOffice } from '../run.ts';
import { labelOf } from './text.ts';

/** `menu override` and `menu 86`: what is different at some branches, whatever is published. */
export function adjustCommands(menu: Command): void {
  menu
    .command('override [code]')
    .description("a branch's own price of a dish, or none of it there, until cleared; without a code: what there is")
    .option('--branch <code>', 'for a branch')
    .option('--group <name>', 'for a group of branches')
    .option('--size <name>', 'of this size of the dish')
    .option('--price <amount>', "the price, in the menu's currency")
    .addOption(new Option('--hide', 'not on the menu there').conflicts(['show', 'size']))
    .addOption(new Option('--show', 'on the menu there, though hidden for the group').conflicts('size'))
    .addOption(new Option('--clear', 'as everywhere again').conflicts(['price', 'hide', 'show']))
    .action(onOffice(override));
  menu
    .command('86 [code]')
    .description('a dish is sold out, at once; without a code: what is')
    .option('--branch <code>', 'at a branch')
    .option('--group <name>', 'at a group of branches')
    .option('--all', 'everywhere')
    .addOption(new Option('--until <time>', 'back by itself then').conflicts('undo'))
    .option('--undo', 'back now')
    .action(onOffice(soldOut));
}

const CHANGES = ['branch', 'group', 'all', 'size', 'price', 'hide', 'show', 'clear', 'until', 'undo'];

/** What would change something must not be taken for a wish to see the list. Throws `usage`. */
function listing(options: Record<string, unknown>, list: () => Promise<Outcome>): Promise<Outcome> {
  if (CHANGES.some((name) => options[name] !== undefined)) throw usage("name the dish's code");
  return list();
}

async function override(office: Office, { actor, options }: Invocation, code?: string): Promise<Outcome> {
  if (code === undefined) return listing(options, () => overridesThere(office));
  const target = targetOf(options);
  const dish: Dish = { code, size: typeof options.size === 'string' ? options.size : null };
  const json = { ...dish, ...targetJson(target) };
  if (options.clear === true) {
    await clearOverride(office, target, dish, actor);
    return { json: { ...json, cleared: true }, text: `${labelOf(dish)} is as everywhere for ${nameOf(target)}.` };
  }
  const difference = await differenceOf(office, dish, options);
  await overrideDish(office, target, dish, difference, actor);
  const { price, hidden } = difference;
  const words = [
    price && `costs ${price.currency} ${amountText(price.amount, price.currency)}`,
    hidden !== undefined && (hidden ? 'is not on the menu' : 'is on the menu'),
  ].filter(Boolean);
  return {
    json: { ...json, price: price?.amount ?? null, currency: price?.currency ?? null, hidden: hidden ?? null },
    text: `${labelOf(dish)} ${words.join(' and ')} for ${nameOf(target)}.`,
  };
}

async function differenceOf(office: Office, dish: Dish, options: Record<string, unknown>): Promise<Difference> {
  const { item, currency } = await findDish(office, dish.code, dish.size);
  const shown = options.show === true ? false : undefined;
  const hidden = options.hide === true ? true : shown;
  if (options.price === undefined && hidden === undefined) throw usage('name --price, --hide, --show or --clear');
  if (options.price !== undefined && !takesPrice(item, dish.size)) {
    throw usage(`${dish.code} has a price for each size: name one with --size`);
  }
  return {
    ...(options.price !== undefined && { price: { amount: priceOf(String(options.price), currency), currency } }),
    ...(hidden !== undefined && { hidden }),
  };
}

function priceOf(text: string, currency: string): number {
  const amount = parseAmount(text, currency);
  if (amount === undefined || amount < 0) throw usage(`--price: is not an amount in ${currency}`);
  return amount;
}

async function overridesThere({ db }: Office): Promise<Outcome> {
  const given = await listOverrides(db);
  const rows = given.map((row) => [
    row.code,
    row.size,
    nameOf(row),
    row.currency === null ? '' : `${row.currency} ${amountText(row.price, row.currency)}`,
    row.hidden === null ? '' : row.hidden === 1 ? 'hidden' : 'shown',
  ]);
  const overrides = given.map((row) => ({
    code: row.code,
    size: row.size || null,
    ...targetJson(row),
    price: row.price,
    currency: row.currency,
    hidden: row.hidden === null ? null : row.hidden === 1,
  }));
  return { json: { overrides }, text: table(['Code', 'Size', 'For', 'Price', ''], rows) };
}

async function soldOut(office: Office, { actor, options }: Invocation, code?: string): Promise<Outcome> {
  if (code === undefined) return listing(options, () => soldOutNow(office));
  const target = targetOf(options);
  const json = { code, ...targetJson(target) };
  if (options.undo === true) {
    await markBack(office, target, code, actor);
    return { json: { ...json, soldOut: false, until: null }, text: `${code} is back for ${nameOf(target)}.` };
  }
  const until = options.until === undefined ? undefined : typed(moment, options.until, '--until');
  await findDish(office, code);
  await markSoldOut(office, target, code, until, actor);
  const end = until?.toISOString();
  return {
    json: { ...json, soldOut: true, until: end ?? null },
    text: `${code} is sold out for ${nameOf(target)}${end ? ` until ${end}` : ''}.`,
  };
}

async function soldOutNow({ db, clock }: Office): Promise<Outcome> {
  const marked = await soldOutAt(db, clock());
  return {
    json: { soldOut: marked.map((row) => ({ code: row.code, ...targetJson(row), until: row.until })) },
    text: table(
      ['Code', 'For', 'Until'],
      marked.map((row) => [row.code, nameOf(row), row.until ?? 'undone']),
    ),
  };
}
