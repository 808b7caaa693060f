import { SpamsError } from '../shared/errors.ts';
import { updateFeed } from '../shared/protocol.ts';
import { type OfficeContext, transact } from './context.ts';
import type { Db } from './store/store.ts';

const NAME = 'updates';

/** Where branch PCs find newer versions of SPAMS; undefined: they don't update by themselves. Throws `state-damaged`. */
export async function updateFeedOf(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', NAME).executeTakeFirst();
  if (!row) return undefined;
  const { data, error } = updateFeed.safeParse(row.value);
  if (!error) return data;
  throw new SpamsError('state-damaged', { params: { path: 'office.db' }, detail: 'settings.value of updates' });
}

/** @param url an `updateFeed`, or undefined for no updates */
export function setUpdateFeed(office: OfficeContext, url: string | undefined, actor: string): Promise<void> {
  return transact(office, async (tx) => {
    await tx.deleteFrom('settings').where('name', '=', NAME).execute();
    if (url !== undefined) await tx.insertInto('settings').values({ name: NAME, value: url }).execute();
    const action = url === undefined ? 'updates.off' : 'updates.set';
    await office.audit.append(tx, { actor, action, subject: 'office', ...(url !== undefined && { detail: { url } }) });
  });
}
