import { type MenuChange, menuChanges } from '../../shared/menu/changes.ts';
import { activeBranches } from '../authority/branches.ts';
import type { OfficeContext } from '../context.ts';
import type { Publication } from '../store/schema.ts';
import type { Db } from '../store/store.ts';
import { contentOf, type Published } from './content.ts';
import { publicationInForce, type Validity } from './publications.ts';
import { adjustmentsAt, resolveItems } from './resolve.ts';
import { branchNames } from './targets.ts';

/** What a publication changes, for the branches where it changes the very same. */
export interface Effect {
  branches: string[];
  changes: MenuChange[];
}

/** What publishing this menu would change as it takes effect, for whom. */
export async function effectsOf(
  { db, clock }: OfficeContext,
  content: Published,
  { validFrom }: Validity,
): Promise<Effect[]> {
  const at = validFrom > clock() ? validFrom : clock();
  const inForce = await publicationInForce(db, at);
  const before = inForce ? contentOf(inForce) : { currency: content.currency, items: [], overrides: [] };
  const after = inForce && ranksAbove(inForce, validFrom, at) ? before : content;
  const adjustments = await adjustmentsAt(db, at);
  const effects = new Map<string, Effect>();
  for (const branch of await activeBranches(db)) {
    const changes = menuChanges(
      { currency: before.currency, items: resolveItems(before, branch, adjustments) },
      { currency: after.currency, items: resolveItems(after, branch, adjustments) },
    );
    const key = JSON.stringify(changes);
    const effect = effects.get(key) ?? { branches: [], changes };
    effect.branches.push(branch.code);
    effects.set(key, effect);
  }
  return [...effects.values()];
}

/** A menu that began later stays in force until it ends. */
function ranksAbove({ valid_from, valid_until }: Publication, validFrom: Date, at: Date): boolean {
  return new Date(valid_from) > validFrom && (valid_until === null || new Date(valid_until) > at);
}

/** Those whom a menu's file has prices for, though no branch and no group is called so. */
export async function unknownBranches(db: Db, { overrides }: Published): Promise<string[]> {
  const known = new Set(await branchNames(db));
  return [...new Set(overrides.map(({ branch }) => branch))].filter((name) => !known.has(name));
}
