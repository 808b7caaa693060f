import { PostgresQueryCompiler } from 'kysely';
import type { Db } from '../../src/server/store/store.ts';

/** A database that keeps the SQL of what is asked of it, as PostgreSQL would get it. */
export function recordingDb(db: Db): { db: Db; statements: string[] } {
  const statements: string[] = [];
  const compiler = new PostgresQueryCompiler();
  const recording = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      statements.push(compiler.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  return { db: recording, statements };
}
