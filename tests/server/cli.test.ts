import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OFFICE_CLI, runCli } from '../support/cli.ts';
import { Desk } from '../support/closings.ts';
import { testFolder } from '../support/folders.ts';
import { TestOffice } from '../support/office.ts';

/** An office with one closing, that nobody has open. */
async function closedOffice(): Promise<{
  folder: string;
  today: string;
  office: (...args: string[]) => ReturnType<typeof runCli>;
}> {
  const opened = await TestOffice.open();
  const desk = await Desk.open(opened.context);
  await desk.close();
  const { today } = desk;
  await opened.stop();
  const { folder } = opened;
  return { folder, today, office: (...args) => runCli(OFFICE_CLI, ['--data', folder, ...args]) };
}

describe('when an export is grouped', () => {
  it('goes by its own --by, whoever acts', async () => {
    const { office, today } = await closedOffice();
    const out = join(await testFolder(), 'export.csv');
    const days = ['--from', today, '--to', today, '--out', out];
    expect((await office('--by', 'alice', 'closings', 'export', ...days)).code).toBe(0);
    expect(await readFile(out, 'utf8')).toMatch(/^\ufeffBranch,Business date,Parts,/);
    expect((await office('closings', 'export', ...days, '--by', 'item', '--json')).code).toBe(0);
    expect(await readFile(out, 'utf8')).toMatch(/^\ufeffCode,Item,/);
    expect((await office('closings', 'export', ...days, '--by', 'banana')).code).toBe(2);
  });
});

describe('when somebody acts', () => {
  it('is named in the audit record, before or after the command', async () => {
    const { office, folder } = await closedOffice();
    expect((await office('--by', 'alice', 'branch', 'set', 'SG-01', '--cutoff', '5')).code).toBe(0);
    expect((await office('branch', 'set', 'SG-01', '--cutoff', '6', '--by', 'bob')).code).toBe(0);
    const database = await readFile(join(folder, 'office.db'));
    const journal = await readFile(join(folder, 'office.db-wal')).catch(() => Buffer.alloc(0));
    const stored = Buffer.concat([database, journal]).toString('latin1');
    expect([stored.includes('alicebranch.changed'), stored.includes('bobbranch.changed')]).toEqual([true, true]);
  });

  it('is told when nothing to do was named', async () => {
    const { office } = await closedOffice();
    const { code, stdout } = await office('branch', 'set', 'SG-01', '--json');
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: 'usage' });
  });
});

describe('when an office is made from the command line', () => {
  const init = async (env: Record<string, string>) => {
    const folder = join(await testFolder(), 'office');
    const args = ['--json', '--data', folder, 'init', '--name', 'X', '--host', 'localhost'];
    return runCli(OFFICE_CLI, args, { SPAMS_ROOT_PASSPHRASE: 'a long root passphrase', ...env });
  };

  it('says whether its keys are encrypted', async () => {
    expect(JSON.parse((await init({})).stdout)).toMatchObject({ keysEncrypted: false });
    const encrypted = await init({ SPAMS_OFFICE_PASSPHRASE: 'a long office passphrase' });
    expect(JSON.parse(encrypted.stdout)).toMatchObject({ keysEncrypted: true });
  });

  it('takes no empty passphrase for a wish to have none', async () => {
    const { code, stdout } = await init({ SPAMS_OFFICE_PASSPHRASE: '' });
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: 'passphrase-weak' });
  });

  it('stops without a passphrase for the root', async () => {
    const { code, stdout } = await init({ SPAMS_ROOT_PASSPHRASE: '' });
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: 'passphrase-required' });
  });
});
