import { basename } from 'node:path';
import { z } from 'zod';
import { typed } from '../../../shared/command-line.ts';
import { SpamsError } from '../../../shared/errors.ts';
import { readFileBounded } from '../../../shared/files.ts';
import { type MenuReading, readMenu } from '../../../shared/menu/read.ts';
import { isCurrency } from '../../../shared/money.ts';
import { LIMITS } from '../../../shared/protocol.ts';
import type { Published } from '../../menus/content.ts';
import { activeBranches } from '../../menus/targets.ts';
import type { Office } from '../../office.ts';

/** A menu that is to be published, and what was understood of its file; a draft was understood when it was saved. */
export interface MenuRead extends Pick<MenuReading, 'warnings' | 'needsReview'> {
  file: string;
  content: Published;
  format: string | null;
  encoding: string | null;
}

/** Reads a menu file in the currency that was typed or that all branches share. */
export async function readMenuFile(office: Office, path: string, currencyTyped: unknown): Promise<MenuRead> {
  const asked = await currencyOf(office, currencyTyped);
  const bytes = await readFileBounded(path, LIMITS.file);
  const { items, overrides, currency, ...understood } = readMenu(bytes, { currency: asked });
  return { file: basename(path), content: { currency, items, overrides }, ...understood };
}

async function currencyOf({ db }: Office, named: unknown): Promise<string> {
  if (named !== undefined)
    return typed(z.string().refine(isCurrency, 'is not a currency such as SGD'), named, '--currency');
  const [currency, ...others] = new Set((await activeBranches(db)).map((branch) => branch.currency));
  if (currency !== undefined && others.length === 0) return currency;
  throw new SpamsError('usage', {
    params: { reason: "the branches have no one currency: name the prices' with --currency" },
  });
}
