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
export function transact<T>({ db }: OfficeContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work);
}
