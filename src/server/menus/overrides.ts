import { SpamsError } from '../../shared/errors.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { MenuOverrideRow, Target } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { checkTarget, nameOf } from './targets.ts';

/** A dish, or one of its sizes. */
export interface Dish {
  code: string;
  size: string | null;
}

/** What is different about it at a branch or group. What isn't given stays as it was. */
export interface Difference {
  /** In minor units of `currency`. */
  price?: { amount: number; currency: string };
  hidden?: boolean;
}

/**
 * Gives a branch or a group its own price of a dish, or hides or shows the dish there, in this and every later
 * publication. Throws `unknown-subject`.
 */
export function overrideDish(
  office: OfficeContext,
  target: Target,
  { code, size }: Dish,
  { price, hidden }: Difference,
  actor: string,
): Promise<void> {
  return transact(office, async (tx) => {
    await checkTarget(tx, target);
    const changed = {
      ...(price && { price: price.amount, currency: price.currency }),
      ...(hidden !== undefined && { hidden: Number(hidden) }),
    };
    await tx
      .insertInto('menu_overrides')
      .values({ ...target, code, size: size ?? '', price: null, currency: null, hidden: null, ...changed })
      .onConflict((conflict) => conflict.columns(['scope', 'target', 'code', 'size']).doUpdateSet(changed))
      .execute();
    const detail = { code, size, price: price?.amount ?? null, hidden: hidden ?? null };
    await office.audit.append(tx, { actor, action: 'menu.overridden', subject: nameOf(target), detail });
  });
}

/** Takes back what is different about a dish at a branch or group; with a size, only that size's. Throws `unknown-subject`. */
export function clearOverride(
  office: OfficeContext,
  target: Target,
  { code, size }: Dish,
  actor: string,
): Promise<void> {
  return transact(office, async (tx) => {
    let drop = tx
      .deleteFrom('menu_overrides')
      .where('scope', '=', target.scope)
      .where('target', '=', target.target)
      .where('code', '=', code);
    if (size !== null) drop = drop.where('size', '=', size);
    const { numDeletedRows } = await drop.executeTakeFirst();
    if (numDeletedRows === 0n) {
      throw new SpamsError('unknown-subject', { params: { what: `override of ${code} for ${nameOf(target)}` } });
    }
    const detail = { code, size };
    await office.audit.append(tx, { actor, action: 'menu.override-cleared', subject: nameOf(target), detail });
  });
}

/** Every override that was given by command. */
export function listOverrides(db: Db | Tx): Promise<MenuOverrideRow[]> {
  return db
    .selectFrom('menu_overrides')
    .selectAll()
    .orderBy('code')
    .orderBy('size')
    .orderBy('scope')
    .orderBy('target')
    .execute();
}
