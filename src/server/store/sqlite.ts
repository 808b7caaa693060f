import Database from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely';
import { ToldConnection } from './sqlite-errors.ts';

/**
 * SQLite for Kysely, with every transaction begun as a writer: one that reads first and writes later would fail
 * whenever another process wrote in between (`serve` and the commands run side by side).
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#database);
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new ToldConnection(await super.acquireConnection(), this.#database.name);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** On a full disk and the like SQLite has already rolled back by itself; to do it again would fail, and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** How long a writer waits for another process's transaction, milliseconds. */
const BUSY_TIMEOUT = 10_000;

/** WAL, so that reading never waits; synchronous FULL, so that what was committed survives a power cut. */
export function sqliteDialect(path: string, { create }: { create: boolean }): SqliteDialect {
  const database = new Database(path, { timeout: BUSY_TIMEOUT, fileMustExist: !create });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return new ImmediateSqliteDialect(database);
}
