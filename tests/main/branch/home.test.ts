import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHome } from '../../../src/main/branch/home.ts';
import { openLog } from '../../../src/main/branch/log.ts';
import { enrolManager } from '../../../src/main/branch/managers.ts';
import { fetchMenu } from '../../../src/main/branch/menu.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { testHome } from '../../support/branch.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile, upload } from '../../support/sales.ts';
import { everythingIn } from '../../support/tree.ts';

const HOME_MODULE = join(import.meta.dirname, '../../../src/main/branch/home.ts');

/** Another process that has the home open, until it is killed. */
async function openElsewhere(folder: string): Promise<ChildProcess> {
  const script = `
    const { openHome } = await import(${JSON.stringify(HOME_MODULE)});
    await openHome(process.argv[1]);
    console.log('open');
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('open\n');
  return child;
}

describe('when a home is open', () => {
  it('home-locked for the next opener, naming the folder, until it is released', async () => {
    const { folder, release } = await openHome(join(await testFolder(), 'branch'));
    const error = await openHome(folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'home-locked', params: { path: folder } });
    await release();
    await testHome(folder);
  });

  it('home-locked under another name of the same folder', async () => {
    const { folder } = await testHome();
    const link = join(await testFolder(), 'link');
    await symlink(folder, link);
    await expect(openHome(link)).toFailWith('home-locked');
  });

  it('another home is free', async () => {
    await testHome();
    await testHome();
  });

  it('home-locked while another process has it, and free at once when that is killed', async () => {
    const folder = join(await testFolder(), 'branch');
    const other = await openElsewhere(folder);
    await expect(openHome(folder)).toFailWith('home-locked');
    other.kill('SIGKILL');
    await once(other, 'exit');
    await testHome(folder);
  });
});

describe('when a home is made and used', () => {
  it('nobody but its owner may read anything in it, after all that a branch does', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    const { home } = branch;
    openLog(home.logs).info('opened');
    await office.publish();
    await fetchMenu(branch);
    await enrolManager(branch, await office.addManager('SG-01', 'tan'), 'kaya toast, soft eggs');
    await upload(branch);
    fake.on(PATHS.closings, async () => undefined);
    await upload(branch);
    const found = await everythingIn(home.folder);
    const open = found.filter(({ isFolder, mode }) => mode !== (isFolder ? 0o700 : 0o600));
    expect(open.map(({ path, mode }) => `${relative(home.folder, path)} ${mode.toString(8)}`)).toEqual([]);
    const names = found.map(({ path }) => relative(home.folder, path));
    expect(names).toEqual(
      expect.arrayContaining(['config.json', 'identity/device.json', 'logs/branch.log', 'menu/menu.p7m']),
    );
  });

  it('an existing folder that others may read is used, its inner folders closed to them', async () => {
    const folder = join(await testFolder(), 'branch');
    await mkdir(folder);
    await chmod(folder, 0o755);
    await testHome(folder);
    expect((await everythingIn(folder)).map(({ mode }) => mode)).toEqual(Array(6).fill(0o700));
  });

  it('what a write left that a crash cut short is gone, and nothing else', async () => {
    const { folder, release, outbox, managers } = await openHome(join(await testFolder(), 'branch'));
    const kept = [join(managers, 'mei.json'), join(managers, '.tan.pending'), join(folder, 'config.json')];
    for (const path of kept) await writeFile(path, '{}');
    const name = '.0f8fad5b-d9cb-469f-a165-70867728950e.tmp';
    const closing = join(outbox, '0191e1a0-0000-7000-8000-000000000000');
    await mkdir(closing);
    await mkdir(join(outbox, name));
    for (const path of [
      join(closing, name),
      join(outbox, name, 'entry.json'),
      join(managers, name),
      join(folder, name),
    ]) {
      await writeFile(path, 'half');
    }
    await release();
    await testHome(folder);
    const files = (await everythingIn(folder)).filter(({ path, isFolder }) => !isFolder || path.endsWith('.tmp'));
    expect(files.map(({ path }) => path).sort()).toEqual(kept.sort());
  });

  it("opens also when a file is where a closing's folder should be", async () => {
    const { folder, outbox, release } = await openHome(join(await testFolder(), 'branch'));
    await release();
    await writeFile(join(outbox, '0191e1a0-0000-7000-8000-000000000000'), '');
    await testHome(folder);
  });

  it('says when the folder is a file, or lies behind one', async () => {
    const file = await salesFile();
    await expect(openHome(file)).toFailWith('usage');
    await expect(openHome(join(file, 'branch'))).toFailWith('usage');
  });
});
