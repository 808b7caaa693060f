import { failpoint } from '../shared/failpoint.ts';
import type { AuditChain } from './audit/chain.ts';
import type { OfficeKeys } from './authority/office-keys.ts';
import type { Clock } from './clock.ts';
import type { OfficeConfig } from './config.ts';
import type { Db, Tx } from './store/store.ts';

/** What the office's functions work on. */
export interface OfficeContext {
  config: OfficeConfig;
  db: Db;
  keys: OfficeKeys;
  audit: AuditChain;
  clock: Clock;
}

/** Runs `work` in one transaction: everything it writes is durable when this resolves, or nothing is. */
export async function transact<T>({ db }: OfficeContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await db.transaction().execute(async (tx) => {
    failpoint('transaction begun');
    const done = await work(tx);
    failpoint('transaction complete');
    return done;
  });
  failpoint('transaction committed');
  return result;
}
