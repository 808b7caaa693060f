import { SpamsError } from '../../shared/errors.ts';
import type { MenuItem } from '../../shared/menu/item.ts';
import type { OfficeContext } from '../context.ts';
import type { Publication } from '../store/schema.ts';
import { contentOf } from './content.ts';
import { publicationInForce } from './publications.ts';

/**
 * A dish of the menu in force, of the one after its end or of one that is to come, in this order, with the currency of
 * that menu's prices. Codes and sizes are compared exactly.
 * @throws `unknown-subject`
 */
export async function findDish(
  office: OfficeContext,
  code: string,
  size: string | null = null,
): Promise<{ item: MenuItem; currency: string }> {
  for (const publication of await menusAhead(office)) {
    const { items, currency } = contentOf(publication);
    const item = items.find((each) => each.code === code);
    if (item && (size === null || item.sizes.some(({ name }) => name === size))) return { item, currency };
  }
  const what = size === null ? `dish ${code} on the menu` : `dish ${code} with the size ${size} on the menu`;
  throw new SpamsError('unknown-subject', { params: { what } });
}

async function menusAhead({ db, clock }: OfficeContext): Promise<Publication[]> {
  const now = clock();
  const inForce = await publicationInForce(db, now);
  const end = inForce?.valid_until ?? undefined;
  const next = end === undefined ? undefined : await publicationInForce(db, new Date(end));
  const scheduled = await db
    .selectFrom('publications')
    .selectAll()
    .where('withdrawn_at', 'is', null)
    .where('valid_from', '>', now.toISOString())
    .orderBy('valid_from')
    .execute();
  return [inForce, next, ...scheduled].filter((each) => each !== undefined);
}
