import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { newestRecords } from '../support/audit-records.ts';
import { OFFICE_CLI, runCli } from '../support/cli.ts';
import { TestOffice } from '../support/office.ts';

describe("when the office's command line is started as it is shipped", () => {
  it('says which version it is', async () => {
    expect(await runCli(OFFICE_CLI, ['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('does its work while somebody else has the office open, and ends as the command did', async () => {
    const office = await TestOffice.open();
    const set = ['--data', office.folder, '--by', 'alice', '--json', 'branch', 'set', 'SG-01'];
    expect(await runCli(OFFICE_CLI, [...set, '--cutoff', '5'])).toEqual({
      code: 0,
      stdout: '{"branch":"SG-01"}\n',
      stderr: '',
    });
    expect(await newestRecords(office, 1)).toEqual([['alice', 'branch.changed', 'SG-01']]);
    const { code, stdout } = await runCli(OFFICE_CLI, set);
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: 'usage' });
  });
});
