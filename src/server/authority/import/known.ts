import type { BranchIdentity } from '../../../shared/pki/identity.ts';
import type { Db, Tx } from '../../store/store.ts';
import type { BranchSettings } from '../branches.ts';
import { certificateEnds, holderKey } from '../certificates.ts';

/** Waiting: has not enrolled yet. */
type HolderState = 'waiting' | 'enrolled' | 'revoked';

/** What the office has before an import. */
export interface Known {
  branch(code: string): (BranchSettings & { revoked: boolean }) | undefined;
  holder(identity: BranchIdentity): { state: HolderState } | undefined;
}

/** Reads all branches, devices and managers at once, not those of each row. */
export async function known(db: Db | Tx): Promise<Known> {
  const branches = new Map(
    (await db.selectFrom('branches').selectAll().execute()).map((row) => [
      row.code,
      {
        name: row.name,
        timeZone: row.time_zone,
        currency: row.currency,
        cutoff: row.cutoff,
        locale: row.locale,
        group: row.branch_group,
        revoked: row.revoked_at !== null,
      },
    ]),
  );
  const ends = await certificateEnds(db);
  const holders = new Map(
    (await db.selectFrom('holders').selectAll().execute()).map(({ branch, role, id, revoked_at }) => {
      const key = holderKey(branch, role, id);
      const state: HolderState = revoked_at !== null ? 'revoked' : ends.has(key) ? 'enrolled' : 'waiting';
      return [key, { state }];
    }),
  );
  return {
    branch: (code) => branches.get(code),
    holder: ({ branch, role, id }) => holders.get(holderKey(branch, role, id)),
  };
}
