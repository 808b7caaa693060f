import { describe, expect, it } from 'vitest';
import { listClosings } from '../../../src/server/closings/list.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { BRANCH_CLI, type CliResult, runCli } from '../../support/cli.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

describe('when a second process closes the day in the same home at the same moment', () => {
  it('home-locked, and the first delivers; once it has ended, so does the second', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const { home } = branch;
    await home.release();
    const path = await salesFile();
    const close = (part: string): Promise<CliResult> => {
      const args = ['--json', '--home', home.folder, 'closing', 'upload', path, '--manager', 'mei', '--part', part];
      return runCli(BRANCH_CLI, args, { SPAMS_PASSPHRASE: PASSPHRASE });
    };
    const second = Promise.withResolvers<CliResult>();
    fake.on(PATHS.closings, async (_, real) => {
      fake.behave();
      second.resolve(await close('bar'));
      return real();
    });
    const first = await close('main');
    const { code, stdout } = await second.promise;
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'home-locked']);
    expect([first.code, JSON.parse(first.stdout).state]).toEqual([0, 'delivered']);
    expect((await listClosings(office.context.db, {})).map(({ part }) => part)).toEqual(['main']);
    expect((await close('bar')).code).toBe(0);
    expect((await listClosings(office.context.db, {})).map(({ part }) => part)).toEqual(['bar', 'main']);
  });
});
