import { chmod } from 'node:fs/promises';
import { Kysely, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { fileError } from '../../shared/files.ts';
import { up as exchange } from './migrations/0001-exchange.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** In the order they were written; a name once released is never changed. */
const MIGRATIONS: Record<string, Migration> = { '0001-exchange': { up: exchange } };

/** Opens the office's database, made and brought up to date as needed. */
export async function openStore(path: string): Promise<Db> {
  const db = new Kysely<Schema>({ dialect: openDialect(path) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  await chmod(path, 0o600);
  return db;
}

function openDialect(path: string) {
  try {
    return sqliteDialect(path);
  } catch (error) {
    throw fileError(error, path);
  }
}
