import { basename } from 'node:path';
import { typed } from '../../../shared/command-line.ts';
import { readFileBounded } from '../../../shared/files.ts';
import { currencyOption } from '../../../shared/menu/command.ts';
import { readMenu } from '../../../shared/menu/read.ts';
import { LIMITS } from '../../../shared/protocol.ts';
import { activeBranches } from '../../authority/branches.ts';
import type { Draft } from '../../menus/draft.ts';
import { branchNames } from '../../menus/targets.ts';
import type { Office } from '../../office.ts';
import type { Db } from '../../store/store.ts';
import { usage } from '../../usage.ts';

/** A menu that is to be published, and what was understood of its file; of a draft it is no longer known how. */
export interface MenuRead extends Draft {
  format: string | null;
  encoding: string | null;
}

/**
 * Reads a menu file in the currency that was typed or that all branches share, else in the one that the file names. Its
 * prices may be for any branch or group that there is.
 */
export async function readMenuFile({ db }: Office, path: string, currencyTyped: unknown): Promise<MenuRead> {
  const bytes = await readFileBounded(path, LIMITS.file);
  const asked = typed(currencyOption, currencyTyped, '--currency') ?? (await sharedCurrency(db));
  const reading = readMenu(bytes, { currency: asked, branches: await branchNames(db) });
  const { items, overrides, currency, currencyFrom, format, encoding, warnings, needsReview } = reading;
  if (currencyFrom === 'assumed') throw usage("the branches have no one currency: name the prices' with --currency");
  return { file: basename(path), content: { currency, items, overrides }, format, encoding, warnings, needsReview };
}

async function sharedCurrency(db: Db): Promise<string | undefined> {
  const [currency, ...others] = new Set((await activeBranches(db)).map((branch) => branch.currency));
  return others.length === 0 ? currency : undefined;
}
