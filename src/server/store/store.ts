import { chmod } from 'node:fs/promises';
import { Kysely, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { SpamsError } from '../../shared/errors.ts';
import { fileError, isErrno } from '../../shared/files.ts';
import { up as exchange } from './migrations/0001-exchange.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** In the order they were written; a name once released is never changed. */
const MIGRATIONS: Record<string, Migration> = { '0001-exchange': { up: exchange } };

/**
 * Opens the office's database and brings it up to date. Only a new office creates one: in any other, a database that is
 * gone must not be taken for an empty one.
 * @throws `state-damaged`, `file-not-allowed`
 */
export async function openStore(path: string, options = { create: false }): Promise<Db> {
  const db = new Kysely<Schema>({ dialect: openDialect(path, options) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw damaged(error, path);
  }
  await chmod(path, 0o600);
  return db;
}

function openDialect(path: string, options: { create: boolean }) {
  try {
    return sqliteDialect(path, options);
  } catch (error) {
    throw damaged(error, path);
  }
}

/** SQLite's own words for a file that is gone or is no database; anything else is the file system's. */
function damaged(error: unknown, path: string): unknown {
  if (!isErrno(error, 'SQLITE_CANTOPEN', 'SQLITE_NOTADB', 'SQLITE_CORRUPT')) return fileError(error, path);
  return new SpamsError('state-damaged', { params: { path }, cause: error });
}
