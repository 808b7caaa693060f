import { describe, expect, it } from 'vitest';
import { sqliteError } from '../../src/server/store/sqlite-errors.ts';

describe('what SQLite says', () => {
  it.each([
    ['SQLITE_BUSY', 'office-busy'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
    ['SQLITE_IOERR_READ', 'disk-failed'],
    ['SQLITE_READONLY_DIRECTORY', 'file-not-allowed'],
    ['SQLITE_CORRUPT', 'state-damaged'],
    ['SQLITE_NOTADB', 'state-damaged'],
    ['SQLITE_NOMEM', 'state-damaged'],
  ])('%s is %s, naming the database, the cause kept', (code, ours) => {
    const cause = Object.assign(new Error('said'), { code });
    expect(sqliteError(cause, '/data/office.db')).toMatchObject({
      code: ours,
      params: { path: '/data/office.db' },
      cause,
    });
  });

  it('anything else stays what it is', () => {
    const constraint = Object.assign(new Error('said'), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
    for (const error of [constraint, new Error('other'), undefined]) expect(sqliteError(error, '/data')).toBe(error);
  });
});
