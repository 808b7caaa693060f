import type { BranchIdentity } from '../../shared/pki/identity.ts';
import type { OfficeContext } from '../context.ts';

/** A device that shows nothing new is written down again after so long, milliseconds: not every request is a write. */
const REFRESH = 60_000;

/** Remembers when a device was last heard of, and with which version of SPAMS. */
export async function recordContact(
  { db, clock }: OfficeContext,
  device: BranchIdentity,
  appVersion: string | null,
): Promise<void> {
  const now = clock();
  const known = await db
    .selectFrom('contacts')
    .select(['last_contact', 'app_version'])
    .where('branch', '=', device.branch)
    .where('device', '=', device.id)
    .executeTakeFirst();
  // Either way: a contact from the future, noted before the clock stepped back, would hide every one until then.
  const fresh = known && Math.abs(now.getTime() - new Date(known.last_contact).getTime()) < REFRESH;
  if (fresh && known.app_version === appVersion) return;
  const last_contact = now.toISOString();
  await db
    .insertInto('contacts')
    .values({
      branch: device.branch,
      device: device.id,
      last_contact,
      menu_version: null,
      menu_fetched_at: null,
      app_version: appVersion,
    })
    .onConflict((conflict) =>
      conflict.columns(['branch', 'device']).doUpdateSet({ last_contact, app_version: appVersion }),
    )
    .execute();
}

/** Remembers which menu version a device has, and since when. */
export async function recordMenuFetched(
  { db, clock }: OfficeContext,
  device: BranchIdentity,
  version: number,
): Promise<void> {
  await db
    .updateTable('contacts')
    .set({ menu_version: version, menu_fetched_at: clock().toISOString() })
    .where('branch', '=', device.branch)
    .where('device', '=', device.id)
    .where((eb) => eb.or([eb('menu_version', 'is', null), eb('menu_version', '!=', version)]))
    .execute();
}
