import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { officePaths } from '../../../src/server/config.ts';
import { realTime } from '../../support/clock.ts';
import { testFolder } from '../../support/folders.ts';
import { committed, type Killable, killedAt, numbered, renamed, stepsOf, written } from '../../support/kills.ts';
import { makeOffice } from '../../support/new-office.ts';
import { TestOffice } from '../../support/office.ts';
import { ROOT_PASSPHRASE } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

vi.mock('../../../src/shared/pki/keys.ts', async (original) => {
  const { testKey } = await import('../../support/keys.ts');
  let next = 0;
  return { ...(await original<object>()), generateRsaKey: async () => testKey(next++ % 4) };
});

describe('spams-office init', () => {
  const key = (role: string, secret = 'key'): string[] =>
    [secret, 'pem'].flatMap((suffix) => written(`init.tmp/keys/${role}.${suffix}`));

  /** All is made aside; config.json, which makes it an office, comes last. */
  const STEPS = [
    ...key('root', 'key.json'),
    ...['issuing', 'signing', 'encryption', 'tls'].flatMap((role) => key(role)),
    ...written('init.tmp/keys/audit.key'),
    ...committed('office.initialised'),
    ...renamed('keys'),
    ...renamed('office.db'),
    ...written('config.json'),
  ];
  const WHOLE = STEPS.indexOf('file renamed: config.json') + 1;
  /** An init takes a second, and the steps of writing a file are shown by others: here, where something new is in place. */
  const CHOSEN = numbered(STEPS).filter(([step]) =>
    /^(transaction committed|file renamed: (keys|office.db|config.json|init.tmp.keys.(root|tls|audit).*))$/.test(step),
  );

  async function scene(): Promise<Killable> {
    const args = ['init', '--name', 'So Power', '--host', 'localhost'];
    const env = { SPAMS_ROOT_PASSPHRASE: ROOT_PASSPHRASE };
    return { side: 'office', folder: join(await testFolder(), 'office'), args, env };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf(await scene())).toEqual(STEPS);
  });

  it.each(CHOSEN)('killed after "%s", has made a whole office or is begun anew', async (_, last) => {
    const killable = await scene();
    const { folder } = killable;
    await killedAt(killable, last);
    if (last < WHOLE) await makeOffice({}, folder);
    else await expect(makeOffice({}, folder)).toFailWith('office-exists');
    const { context } = await TestOffice.reopen({ folder, clock: realTime() });
    expect((await context.audit.verify(context.db)).sequence).toBe(1);
    await context.keys.loadForServing();
    expect((await readdir(folder)).filter((name) => !/^office\.db-/.test(name)).sort()).toEqual([
      'config.json',
      'keys',
      'office.db',
    ]);
    expect((await readdir(officePaths(folder).keys)).length).toBe(11);
  });
});
