import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { type ErrorCode, SpamsError } from '../../shared/errors.ts';

/** SQLite's result codes, by how they begin (https://sqlite.org/rescode.html). */
const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^SQLITE_BUSY/, 'office-busy'],
  // SHMSIZE: there is no room for the index beside the WAL, which opening a database makes.
  [/^SQLITE_(FULL|IOERR_SHMSIZE)/, 'disk-full'],
  [/^SQLITE_IOERR/, 'disk-failed'],
  [/^SQLITE_(READONLY|PERM|AUTH)/, 'file-not-allowed'],
  // NOMEM: it is asked for more than there can be when a damaged row claims to be so long.
  [/^SQLITE_(CORRUPT|NOTADB|CANTOPEN|NOMEM)/, 'state-damaged'],
];

/** What SQLite says of its database at `path`, in our terms; anything else stays what it is. */
export function sqliteError(error: unknown, path: string): unknown {
  const said = String((error as { code?: unknown } | undefined)?.code ?? '');
  const code = CODES.find(([pattern]) => pattern.test(said))?.[1];
  if (!(error instanceof Error) || code === undefined) return error;
  return new SpamsError(code, { params: { path }, detail: `${path}: ${error.message} (${said})`, cause: error });
}

/** A connection whose errors are ours. */
export class ToldConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #path: string;

  constructor(connection: DatabaseConnection, path: string) {
    this.#connection = connection;
    this.#path = path;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.#connection.executeQuery<R>(query);
    } catch (error) {
      throw sqliteError(error, this.#path);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}
