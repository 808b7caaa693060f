import { chmod } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Kysely, sql, type Transaction } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { SpamsError } from '../../shared/errors.ts';
import { fileError } from '../../shared/files.ts';
import { up as exchange } from './migrations/0001-exchange.ts';
import { up as menus } from './migrations/0002-menus.ts';
import { up as sales } from './migrations/0003-sales.ts';
import { up as draftWarnings } from './migrations/0004-draft-warnings.ts';
import { up as settings } from './migrations/0005-settings.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { sqliteError } from './sqlite-errors.ts';

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** In the order they were written; a name once released is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-exchange': { up: exchange },
  '0002-menus': { up: menus },
  '0003-sales': { up: sales },
  '0004-draft-warnings': { up: draftWarnings },
  '0005-settings': { up: settings },
};

/**
 * Opens the office's database and brings it up to date. Only a new office creates one: in any other, a database that is
 * gone must not be taken for an empty one.
 * @throws `state-damaged`, `data-newer`, `file-not-allowed`, `disk-full`
 */
export async function openStore(path: string, options = { create: false }): Promise<Db> {
  const db = new Kysely<Schema>({ dialect: openDialect(path, options) });
  try {
    await bringUpToDate(db, path, options);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  await chmod(path, 0o600);
  return db;
}

async function bringUpToDate(db: Db, path: string, { create }: { create: boolean }): Promise<void> {
  const applied = await appliedMigrations(db);
  // A database without a single one was never an office's: cut to nothing, it looks like a new one to SQLite.
  if (applied.length === 0 && !create) throw new SpamsError('state-damaged', { params: { path } });
  if (applied.some((name) => !Object.hasOwn(MIGRATIONS, name)))
    throw new SpamsError('data-newer', { params: { path: dirname(path) } });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof SpamsError) throw error;
  // The list of migrations isn't one that any version writes.
  if (error) throw new SpamsError('state-damaged', { params: { path }, cause: error });
}

/** The names of the changes that have made this database what it is; a newer SPAMS may have made others. */
async function appliedMigrations(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.map(({ name }) => name);
}

function openDialect(path: string, options: { create: boolean }) {
  try {
    return sqliteDialect(path, options);
  } catch (error) {
    throw fileError(sqliteError(error, path), path);
  }
}
