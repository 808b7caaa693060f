import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newestRecords } from '../../support/audit-records.ts';
import { readBackup } from '../../support/backup-reader.ts';
import { Commands } from '../../support/commands.ts';
import { eventually } from '../../support/eventually.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';

const ROOT = { SPAMS_ROOT_PASSPHRASE: 'a long root passphrase' };
const OFFICE = { SPAMS_OFFICE_PASSPHRASE: 'a long office passphrase' };
const INIT = ['init', '--name', 'So Power', '--host', 'menu.example.com'];

/** A folder that is not there yet, and its commands. */
async function noOffice(env: Record<string, string | undefined> = ROOT) {
  const folder = join(await testFolder(), 'office');
  return { folder, commands: Commands.office(folder, env) };
}

const configOf = async (folder: string) => JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));

describe('when an office is made', () => {
  it('has the settings that were named, and says whether its keys are encrypted', async () => {
    const { folder, commands } = await noOffice();
    const named = ['--port', '9443', '--admin-port', '9465', '--ntp', 'ntp1.example.com,ntp2.example.com'];
    const made = await commands.json(...INIT, ...named);
    expect(made).toEqual({
      name: 'So Power',
      host: 'menu.example.com',
      port: 9443,
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
      keysEncrypted: false,
    });
    expect(await configOf(folder)).toMatchObject({
      port: 9443,
      admin: { host: '127.0.0.1', port: 9465 },
      ntp: { servers: ['ntp1.example.com', 'ntp2.example.com'] },
    });
    expect(await commands.json('audit', 'verify')).toMatchObject({ sequence: 1 });
    expect(await commands.failure(...INIT)).toEqual({
      exit: 1,
      code: 'office-exists',
      happened: `There is already an office in ${folder}.`,
    });
  });

  it('under an office passphrase, every command needs that', async () => {
    const { folder, commands } = await noOffice({ ...ROOT, ...OFFICE });
    const text = await commands.text(...INIT, '--ntp', 'none');
    expect(text).toMatch(/^Office "So Power" is ready in .+\.\nRoot fingerprint \(SHA-256\): [0-9a-f]{64}\n/);
    expect(text).toContain('The other keys are encrypted: every command needs the office passphrase.');
    expect((await configOf(folder)).ntp).toEqual({ servers: [] });
    expect(await commands.json('branch', 'list')).toEqual({ branches: [] });
    expect(await Commands.office(folder).failure('branch', 'list')).toMatchObject({
      exit: 2,
      code: 'passphrase-required',
    });
    const wrong = Commands.office(folder, { SPAMS_OFFICE_PASSPHRASE: 'another long passphrase' });
    expect(await wrong.failure('branch', 'list')).toMatchObject({ exit: 1, code: 'passphrase-wrong' });
  });

  it.each([
    { what: 'no passphrase for the root', env: {}, code: 'passphrase-required' },
    { what: 'a short one', env: { SPAMS_ROOT_PASSPHRASE: 'too short' }, code: 'passphrase-weak' },
    { what: 'a short one for the office', env: { ...ROOT, SPAMS_OFFICE_PASSPHRASE: 'x' }, code: 'passphrase-weak' },
    // Set but empty is a secret that didn't arrive, not a wish for keys in the clear.
    { what: 'an empty one for the office', env: { ...ROOT, SPAMS_OFFICE_PASSPHRASE: '' }, code: 'passphrase-weak' },
  ])('is refused with $what, and leaves nothing behind', async ({ env, code }) => {
    const { folder, commands } = await noOffice(env);
    expect(await commands.failure(...INIT)).toMatchObject({ exit: 2, code });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['--host', 'menu example com'],
    ['--host', 'https://menu.example.com'],
    ['--port', '0'],
    ['--port', '65536'],
    ['--admin-port', 'metrics'],
    ['--name', ''],
  ])('is refused for what was typed: %s %j', async (option, value) => {
    const { folder, commands } = await noOffice();
    expect(await commands.failure(...INIT, option, value)).toMatchObject({ exit: 2, code: 'usage' });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('when an office is backed up', () => {
  const PASSPHRASE = 'a backup passphrase of tests';

  it('says what is inside, and who did it is recorded', async () => {
    const office = await TestOffice.open();
    const commands = Commands.office(office.folder, { SPAMS_BACKUP_PASSPHRASE: PASSPHRASE });
    const out = join(await testFolder(), 'office.backup');
    const made = await commands.json('backup', '--out', out, '--by', 'alice');
    expect(made).toEqual({ file: out, madeAt: expect.any(String), keys: expect.any(Array), audit: expect.any(Object) });
    const { header } = await readBackup(await readFile(out), PASSPHRASE);
    expect(header).toMatchObject({ keys: made.keys, audit: made.audit, office: 'So Power' });
    expect(await newestRecords(office, 1)).toEqual([['alice', 'backup.made', 'office']]);
    expect(await commands.text('backup', '--out', out)).toMatch(
      /^Backed up to .+, at audit record \d+\. It holds these keys; keep it as safe as them:\n {2}audit\.key\n/,
    );
  });

  it.each([
    { what: 'a short passphrase', env: { SPAMS_BACKUP_PASSPHRASE: 'too short' }, code: 'passphrase-weak' },
    { what: 'none', env: {}, code: 'passphrase-required' },
  ])('is refused with $what, and writes nothing', async ({ env, code }) => {
    const office = await TestOffice.open();
    const out = join(await testFolder(), 'office.backup');
    expect(await Commands.office(office.folder, env).failure('backup', '--out', out)).toMatchObject({ exit: 2, code });
    await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('when an office is served', () => {
  const QUIET = { SPAMS_LOG_LEVEL: 'silent' };

  it.each(['SIGTERM', 'SIGINT'] as const)('goes on until it is told to stop by %s', async (signal) => {
    const office = await TestOffice.open();
    const serving = Commands.office(office.folder, QUIET).ended('serve', '--listen', '127.0.0.1');
    await eventually(async () => expect((await fetch(`${office.adminUrl}/readyz`)).status).toBe(200));
    process.emit(signal);
    expect(await serving).toEqual({ exit: 0, document: { stopped: true }, stderr: '' });
    await expect(fetch(`${office.adminUrl}/readyz`)).rejects.toThrow('fetch failed');
  });

  it('is told when its port is taken', async () => {
    const office = await TestOffice.open();
    const { port } = office.context.config;
    const other = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    expect(await Commands.office(office.folder, QUIET).failure('serve', '--listen', '127.0.0.1')).toEqual({
      exit: 1,
      code: 'port-in-use',
      happened: `Port ${port} on 127.0.0.1 is already in use.`,
    });
  });
});

describe('when a command is given an office', () => {
  it('needs to know where it is', async () => {
    const { folder, commands } = await noOffice();
    expect(await commands.failure('branch', 'list')).toMatchObject({ exit: 1, code: 'office-not-initialised' });
    expect(await commands.failure('branch', 'list', '--data', '')).toMatchObject({ exit: 2, code: 'usage' });
    await writeFile(folder, 'no folder');
    expect(await commands.failure('branch', 'list')).toMatchObject({ exit: 1, code: 'office-not-initialised' });
  });

  it('takes no name that an audit record could not bear', async () => {
    const office = await TestOffice.open();
    const commands = Commands.office(office.folder);
    const before = await newestRecords(office, 1);
    for (const name of ['', 'x'.repeat(101)]) {
      expect(await commands.failure('branch', 'set', 'SG-01', '--cutoff', '5', '--by', name)).toMatchObject({
        exit: 2,
        code: 'usage',
      });
    }
    expect(await newestRecords(office, 1)).toEqual(before);
  });
});
