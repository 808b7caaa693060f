import { SpamsError } from '../../shared/errors.ts';
import { type OfficeContext, transact } from '../context.ts';
import { publicationInForce, publicationOf, runningPublication } from './publications.ts';

/**
 * Takes a publication that was wrong out of force for good, without a number the one in force: what was in force before
 * counts again, unless it has ended, under a new version for each branch that had the wrong one.
 * @returns its number, and that of the one that runs now, if any
 * @throws `unknown-subject`, `menu-withdrawn`, `menu-not-published` when none is in force to withdraw
 */
export function withdrawMenu(
  office: OfficeContext,
  id: number | undefined,
  actor: string,
): Promise<{ withdrawn: number; inForce: number | null }> {
  return transact(office, async (tx) => {
    const now = office.clock();
    const wrong = id === undefined ? await publicationInForce(tx, now) : await publicationOf(tx, id);
    if (!wrong) throw new SpamsError('menu-not-published');
    if (wrong.withdrawn_at !== null) throw new SpamsError('menu-withdrawn', { params: { id: wrong.id } });
    const withdrawn_at = now.toISOString();
    await tx.updateTable('publications').set({ withdrawn_at }).where('id', '=', wrong.id).execute();
    const inForce = (await runningPublication(tx, now))?.id ?? null;
    await office.audit.append(tx, {
      actor,
      action: 'menu.withdrawn',
      subject: String(wrong.id),
      detail: { inForce },
    });
    return { withdrawn: wrong.id, inForce };
  });
}
