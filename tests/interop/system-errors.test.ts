import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig, writeConfig } from '../../src/main/branch/config.ts';
import { templateBranch } from '../support/branch.ts';
import { BRANCH_CLI, type CliResult, OFFICE_CLI, runCli } from '../support/cli.ts';
import { testFolder } from '../support/folders.ts';
import { TestOffice } from '../support/office.ts';
import { runWithoutPrivileges } from '../support/read-only.ts';
import { PASSPHRASE } from '../support/shared.ts';

/** An office's folder that nobody has open. */
async function officeFolder(): Promise<{ folder: string; port: number }> {
  const office = await TestOffice.open();
  await office.stop();
  return { folder: office.folder, port: office.context.config.port };
}

/** An enrolled branch's folder, its office out of reach, and nobody in it. */
async function branchFolder(url?: string): Promise<string> {
  const office = await TestOffice.open();
  const branch = await templateBranch(office);
  if (url) await writeConfig(branch.home, { ...branch.config, url }, { ...branch.config, ntp: { servers: [] } });
  expect(await readConfig(branch.home)).toBeDefined();
  await branch.close();
  await branch.home.release();
  return branch.home.folder;
}

/** The code that a command ended with, and the three sentences it gave. */
function told({ code, stdout, stderr }: CliResult) {
  const { error } = JSON.parse(stdout);
  for (const sentence of [error.happened, error.means, error.next]) expect(stderr).toContain(sentence);
  return { exit: code, code: error.code, happened: error.happened };
}

describe('system errors with clear messages', () => {
  it('when the port is in use, the office says which and ends with 1', async () => {
    const { folder, port } = await officeFolder();
    const other = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const result = await runCli(OFFICE_CLI, ['--json', '--data', folder, 'serve', '--listen', '127.0.0.1']);
    expect(told(result)).toEqual({
      exit: 1,
      code: 'port-in-use',
      happened: `Port ${port} on 127.0.0.1 is already in use.`,
    });
  });

  it('when there is no such file, the command names it and ends with 1', async () => {
    const { folder } = await officeFolder();
    const missing = join(folder, 'no-such-menu.csv');
    const publish = await runCli(OFFICE_CLI, ['--json', '--data', folder, 'menu', 'publish', missing]);
    expect(told(publish)).toEqual({ exit: 1, code: 'file-not-found', happened: `There is no file ${missing}.` });
    const home = await branchFolder();
    const args = ['--json', '--home', home, 'closing', 'upload', missing, '--manager', 'mei'];
    const upload = await runCli(BRANCH_CLI, args, { SPAMS_PASSPHRASE: PASSPHRASE });
    expect(told(upload)).toEqual({ exit: 1, code: 'file-not-found', happened: `There is no file ${missing}.` });
  });

  it('when there is no permission, the command names what it may not open and ends with 1', async () => {
    const home = await branchFolder();
    const secret = join(await testFolder(), 'day_end.csv');
    await writeFile(secret, '100 apple\n');
    await chmod(secret, 0);
    const args = ['--json', '--home', home, 'closing', 'upload', secret, '--manager', 'mei'];
    const result = await runWithoutPrivileges(BRANCH_CLI, args, { SPAMS_PASSPHRASE: PASSPHRASE });
    expect(told(result)).toEqual({ exit: 1, code: 'file-not-allowed', happened: `SPAMS may not open ${secret}.` });
    const locked = join(await testFolder(), 'locked');
    await mkdir(locked, { mode: 0o500 });
    const init = ['--json', '--data', join(locked, 'office'), 'init', '--name', 'X', '--host', 'localhost'];
    const made = await runWithoutPrivileges(OFFICE_CLI, init, { SPAMS_ROOT_PASSPHRASE: 'a long root passphrase' });
    expect(told(made)).toMatchObject({ exit: 1, code: 'file-not-allowed' });
  });

  it('when the host is unknown, the closing stays queued and the command ends with 5', async () => {
    const home = await branchFolder('https://no-such-office.invalid:8443');
    const menu = await runCli(BRANCH_CLI, ['--json', '--home', home, 'menu', 'fetch']);
    expect(told(menu)).toEqual({
      exit: 5,
      code: 'host-unknown',
      happened: "The name no-such-office.invalid can't be found on the network.",
    });
  });
});
