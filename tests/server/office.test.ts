import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { officePaths } from '../../src/server/config.ts';
import { createLog } from '../../src/server/log.ts';
import { type Office, openOffice } from '../../src/server/office.ts';
import { serve } from '../../src/server/serve.ts';
import { testFolder } from '../support/folders.ts';
import { makeOffice } from '../support/new-office.ts';
import { TestOffice } from '../support/office.ts';
import { daysFrom } from '../support/pki.ts';
import { freePort } from '../support/ports.ts';
import { everythingIn } from '../support/tree.ts';

const PASSPHRASE = 'an office passphrase of tests';

/** Every file and folder below, by its path, with its permissions in octal. */
async function modes(folder: string): Promise<Record<string, string>> {
  const found = await readdir(folder, { recursive: true });
  const each = ['', ...found].map(async (name) => {
    const { mode } = await stat(join(folder, name));
    return [name, (mode & 0o777).toString(8)];
  });
  return Object.fromEntries(await Promise.all(each));
}

const keyNames = async (folder: string): Promise<string[]> => (await readdir(officePaths(folder).keys)).sort();

/** The one name in DATA/keys that begins and ends like this. */
async function keyPath(folder: string, role: string, suffix: string): Promise<string> {
  const names = await keyNames(folder);
  const name = names.find((each) => each.startsWith(`${role}`) && each.endsWith(suffix));
  return join(officePaths(folder).keys, name ?? '');
}

/** The files in DATA/keys in which anybody finds a private key, as it lies there. */
async function readableKeys(folder: string): Promise<string[]> {
  const names = (await keyNames(folder)).filter((name) => !name.endsWith('.pem'));
  const bytes = await Promise.all(names.map((name) => readFile(join(officePaths(folder).keys, name))));
  return names.filter((_, index) => holdsKey(bytes[index] ?? Buffer.alloc(0)));
}

function holdsKey(bytes: Buffer): boolean {
  const fields = bytes[0] === 0x7b ? Object.values(JSON.parse(bytes.toString())) : [];
  return [bytes, ...fields.map((field) => Buffer.from(String(field), 'base64'))].some((each) => {
    // rsaEncryption and ecPublicKey, which every PKCS#8 of ours names.
    if (each.includes(Buffer.from('2a864886f70d010101', 'hex')) || each.includes(Buffer.from('2a8648ce3d0201', 'hex')))
      return true;
    try {
      return createPrivateKey({ key: each, format: 'der', type: 'pkcs8' }).type === 'private';
    } catch {
      return false;
    }
  });
}

/** All that serving this office logs, as talkative as it gets. Closes it. */
async function loggedByServing(office: Office): Promise<string> {
  vi.stubEnv('SPAMS_LOG_LEVEL', 'trace');
  onTestFinished(() => void vi.unstubAllEnvs());
  const admin = { host: '127.0.0.1', port: await freePort() };
  const config = { ...office.config, port: await freePort(), admin };
  const lines: string[] = [];
  const server = await serve({ ...office, config }, createLog({ write: (line) => void lines.push(line) }), '127.0.0.1');
  await fetch(`http://127.0.0.1:${admin.port}/readyz`);
  await server.stop();
  expect(lines.join('')).toContain('"serving"');
  return lines.join('');
}

describe('when the database is gone', () => {
  it('says so, and never begins an empty one in its place', async () => {
    const { folder } = await makeOffice();
    await rm(officePaths(folder).database);
    await expect(openOffice(folder)).toFailWith('state-damaged');
    expect(await readdir(folder)).not.toContain('office.db');
  });

  it('is not taken in by an empty one', async () => {
    const { folder } = await makeOffice();
    const path = officePaths(folder).database;
    await writeFile(path, '');
    await expect(openOffice(folder)).rejects.toMatchObject({ code: 'state-damaged', params: { path } });
  });
});

describe('when the database is not as it was left', () => {
  it('names one that is damaged inside', async () => {
    const { folder, context } = await TestOffice.open();
    await context.close();
    const path = officePaths(folder).database;
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0xff, 100));
    await expect(openOffice(folder)).rejects.toMatchObject({ code: 'state-damaged', params: { path } });
  });

  it('opens none that a newer SPAMS has changed', async () => {
    const { folder, context } = await TestOffice.open();
    await sql`insert into kysely_migration values ('9999-newer', '2099-01-01T00:00:00.000Z')`.execute(context.db);
    await expect(openOffice(folder)).rejects.toMatchObject({ code: 'data-newer', params: { path: folder } });
  });
});

describe('when an office is made', () => {
  it('begins anew where an init was cut short, and is whole', async () => {
    const { folder, root } = await makeOffice();
    await rm(officePaths(folder).config);
    await mkdir(join(folder, 'init.tmp'));
    const again = await makeOffice({}, folder);
    expect(again.root).not.toBe(root);
    const office = await openOffice(folder);
    onTestFinished(() => office.close());
    expect(office.keys.root.fingerprint).toBe(again.root);
    expect(await office.audit.verify(office.db)).toMatchObject({ sequence: 1 });
    expect(await readdir(folder)).not.toContain('init.tmp');
  });

  it('leaves keys alone that were in use, even if the settings are gone', async () => {
    const { folder } = await makeOffice();
    await rm(officePaths(folder).config);
    const before = await keyNames(folder);
    await expect(makeOffice({}, folder)).toFailWith('office-exists');
    expect(await keyNames(folder)).toEqual(before);
  });

  it('is for its owner alone, made and open', async () => {
    const { folder } = await makeOffice();
    const office = await openOffice(folder);
    onTestFinished(() => office.close());
    const found = await modes(folder);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['config.json', 'keys', 'office.db', 'office.db-wal']));
    for (const [name, mode] of Object.entries(found)) {
      expect([name, mode]).toEqual([name, name === '' || name === 'keys' ? '700' : '600']);
    }
  });

  it('seals the root key, and no other without a passphrase', async () => {
    const { folder, root } = await makeOffice();
    const names = await keyNames(folder);
    expect(names.filter((name) => name.startsWith('root-'))).toEqual([
      expect.stringMatching(/^root-[0-9a-f]+\.key\.json$/),
      expect.stringMatching(/^root-[0-9a-f]+\.pem$/),
    ]);
    const readable = await readableKeys(folder);
    expect(readable.map((name) => name.split('-')[0]).sort()).toEqual(['encryption', 'issuing', 'signing', 'tls']);
    expect(root).toMatch(/^[0-9a-f]{64}$/);
  });

  it('seals every key under a passphrase, which alone opens it', async () => {
    const { folder } = await makeOffice({ passphrase: PASSPHRASE });
    expect(await readableKeys(folder)).toEqual([]);
    expect((await keyNames(folder)).filter((name) => name.startsWith('audit'))).toEqual(['audit.key.json']);
    await expect(openOffice(folder)).toFailWith('passphrase-required');
    await expect(openOffice(folder, { passphrase: '' })).toFailWith('passphrase-required');
    await expect(openOffice(folder, { passphrase: `${PASSPHRASE} ` })).toFailWith('passphrase-wrong');
    const office = await openOffice(folder, { passphrase: PASSPHRASE });
    expect((await office.keys.issuing()).privateKey.type).toBe('private');
    expect((await office.audit.verify(office.db)).sequence).toBe(1);
    expect(await loggedByServing(office)).not.toContain(PASSPHRASE);
  });

  it.each(['config.json', 'office.db', 'keys'])('touches nothing where there is a %s already', async (name) => {
    const folder = await testFolder();
    if (name === 'keys') await mkdir(join(folder, name));
    else await writeFile(join(folder, name), 'precious');
    await expect(makeOffice({}, folder)).toFailWith('office-exists');
    expect(await readdir(folder)).toEqual([name]);
  });

  it('begins anew where an earlier attempt was cut off', async () => {
    const folder = await testFolder();
    await mkdir(join(folder, 'init.tmp', 'keys'), { recursive: true });
    await writeFile(join(folder, 'init.tmp', 'keys', 'root-00.pem'), 'half');
    await makeOffice({}, folder);
    expect((await readdir(folder)).sort()).toEqual(['config.json', 'keys', 'office.db']);
  });
});

describe('when two make an office in one folder at the same moment', () => {
  it('one makes it, the other is told, and it is whole', async () => {
    const folder = join(await testFolder(), 'office');
    const results = await Promise.allSettled([makeOffice({}, folder), makeOffice({}, folder)]);
    const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(refused).toMatchObject([{ code: 'home-locked', params: { path: folder } }]);
    const office = await openOffice(folder);
    onTestFinished(() => office.close());
    expect((await office.audit.verify(office.db)).sequence).toBe(1);
  });
});

describe('when an office is opened', () => {
  it('clears away what a crash left half-written, and nothing that is being written', async () => {
    const { folder, clock } = await TestOffice.open();
    const old = [join(folder, `.${randomUUID()}.tmp`), join(officePaths(folder).keys, `.${randomUUID()}.tmp`)];
    const fresh = join(folder, `.${randomUUID()}.tmp`);
    for (const path of [...old, fresh]) await writeFile(path, 'half of something');
    const twoDaysAgo = daysFrom(clock.now(), -2);
    for (const path of old) await utimes(path, twoDaysAgo, twoDaysAgo);
    const office = await openOffice(folder, { clock: clock.now });
    onTestFinished(() => office.close());
    const left = (await everythingIn(folder)).map(({ path }) => path).filter((path) => path.endsWith('.tmp'));
    expect(left).toEqual([fresh]);
  });

  it('says that there is none', async () => {
    const folder = await testFolder();
    await expect(openOffice(folder)).toFailWith('office-not-initialised');
    await expect(openOffice(join(folder, 'nowhere'))).toFailWith('office-not-initialised');
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    { what: 'cut short', change: (text: string) => text.slice(0, -5) },
    { what: 'empty', change: () => '' },
    { what: 'of a format that never was', change: (text: string) => text.replace('"format": 1', '"format": 0') },
    { what: 'without a port', change: (text: string) => text.replace('"port"', '"sport"') },
    { what: 'with a port that is none', change: (text: string) => text.replace(/"port": \d+/, '"port": 65536') },
  ])('names the settings as damaged when they are $what', async ({ change }) => {
    const { folder } = await TestOffice.open();
    const path = officePaths(folder).config;
    await writeFile(path, change(await readFile(path, 'utf8')));
    await expect(openOffice(folder)).toFailWith('state-damaged');
    await expect(openOffice(folder)).rejects.toMatchObject({ params: { path } });
  });

  it('leaves settings of a newer SPAMS alone', async () => {
    const { folder } = await TestOffice.open();
    const path = officePaths(folder).config;
    await writeFile(path, '{"format":2,"somethingNew":true}');
    await expect(openOffice(folder)).rejects.toMatchObject({ code: 'data-newer', params: { path: folder } });
    expect(await readFile(path, 'utf8')).toBe('{"format":2,"somethingNew":true}');
  });

  it('names an audit key that is cut short, before it adds a record under it', async () => {
    const { folder } = await TestOffice.open();
    await truncate(join(officePaths(folder).keys, 'audit.key'), 31);
    await expect(openOffice(folder)).toFailWith('state-damaged');
  });

  it('names a certificate that is damaged, and one that is gone', async () => {
    const { folder } = await TestOffice.open();
    const path = await keyPath(folder, 'issuing', '.pem');
    await truncate(path, 200);
    await expect(openOffice(folder)).rejects.toMatchObject({ code: 'state-damaged', params: { path } });
    await rm(path);
    await expect(openOffice(folder)).toFailWith('state-damaged');
  });

  it.each(['issuing', 'signing', 'encryption'])('does not serve without its %s key', async (role) => {
    const office = await TestOffice.open();
    for (const suffix of ['.key', '.pem']) await rm(await keyPath(office.folder, role, suffix));
    // The issuing certificate is missed at once, the others when they are asked for.
    const serving = openOffice(office.folder).then(({ close, keys }) => keys.loadForServing().finally(close));
    await expect(serving).toFailWith('state-damaged');
  });

  it('names a private key that is damaged, and opens the others all the same', async () => {
    const { folder } = await TestOffice.open();
    await truncate(await keyPath(folder, 'signing', '.key'), 100);
    const office = await openOffice(folder);
    onTestFinished(() => office.close());
    await expect(office.keys.signing()).toFailWith('state-damaged');
    expect((await office.keys.issuing()).privateKey.type).toBe('private');
  });
});
