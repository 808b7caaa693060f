import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { NEXT_VERSION } from './packed.ts';
import { USER, Wine } from './wine.ts';

const packed = inject('packed');
let wine: Wine;

beforeAll(async () => {
  wine = await Wine.start(packed);
  return () => wine.stop();
});

const HOME = `C:/users/${USER}`;
const CLASSES = 'Software\\Classes';
const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\b2e665e3-cb6a-58fe-a655-4d829bb71463';
/** What starts SPAMS with Windows while sales are queued. */
const AT_LOGIN = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';

interface Place {
  /** What says to install there, or to remove from there. */
  mode: '/currentuser' | '/allusers';
  hive: 'HKCU' | 'HKLM';
  program: string;
  shortcuts: string[];
}

const FOR_USER: Place = {
  mode: '/currentuser',
  hive: 'HKCU',
  program: `${HOME}/AppData/Local/Programs/SPAMS`,
  shortcuts: [`${HOME}/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/SPAMS.lnk`, `${HOME}/Desktop/SPAMS.lnk`],
};
const FOR_ALL: Place = {
  mode: '/allusers',
  hive: 'HKLM',
  program: 'C:/Program Files/SPAMS',
  shortcuts: ['C:/ProgramData/Microsoft/Windows/Start Menu/Programs/SPAMS.lnk', 'C:/users/Public/Desktop/SPAMS.lnk'],
};
/** Where Electron keeps the user's data, and something in it. */
const DATA = `${HOME}/AppData/Roaming/SPAMS/branch/outbox`;

const backslashed = (path: string): string => path.replaceAll('/', '\\');

/** What is there of SPAMS in a place. */
async function found({ hive, program, shortcuts }: Place) {
  return {
    program: await wine.has(`${program}/SPAMS.exe`),
    shortcuts: await Promise.all(shortcuts.map((each) => wine.has(each))),
    version: await wine.registry(`${hive}\\${UNINSTALL}`, 'DisplayVersion'),
    association: await wine.registry(`${hive}\\${CLASSES}\\.spams-invite`),
    opensBy: await wine.registry(`${hive}\\${CLASSES}\\SPAMS.Invite\\shell\\open\\command`),
  };
}

const installed = ({ program }: Place, version: string) => ({
  program: true,
  shortcuts: [true, true],
  version,
  association: 'SPAMS.Invite',
  opensBy: `"${backslashed(program)}\\SPAMS.exe" "%1"`,
});

const NOTHING = {
  program: false,
  shortcuts: [false, false],
  version: undefined,
  association: undefined,
  opensBy: undefined,
};

const install = (installer: string, { mode }: Place): Promise<string> => wine.run([installer, '/S', mode]);
const uninstall = ({ program, mode }: Place, ...options: string[]): Promise<string> =>
  wine.run([wine.path(`${program}/Uninstall SPAMS.exe`), '/S', mode, ...options]);

/** A branch has been set up, and has sales to send. */
async function use(): Promise<void> {
  await wine.makeFolder(DATA);
  await writeFile(wine.path(`${DATA}/queued`), 'sales');
  await wine.setRegistry(AT_LOGIN, 'SPAMS', 'SPAMS.exe --hidden');
}

describe('the installer, silently, for this user', () => {
  it('brings the program, its shortcuts, its entry among the programs, and the association; nothing for others', async () => {
    await install(packed.installer, FOR_USER);
    expect(await found(FOR_USER)).toEqual(installed(FOR_USER, manifest.version));
    expect(await found(FOR_ALL)).toEqual(NOTHING);
    expect(await wine.registry(`HKCU\\${UNINSTALL}`, 'Publisher')).toBe('So Power');
    const asar = 'resources/app.asar';
    expect(await readFile(wine.path(`${FOR_USER.program}/${asar}`))).toEqual(await readFile(join(packed.win, asar)));
    for (const shortcut of FOR_USER.shortcuts) {
      const content = await readFile(wine.path(shortcut), 'latin1');
      expect(content).toContain(backslashed(`${FOR_USER.program}/SPAMS.exe`));
    }
  });

  it('puts the next version in the same place, over what is queued and still starts with Windows', async () => {
    await use();
    await install(packed.nextInstaller, FOR_USER);
    expect(await found(FOR_USER)).toEqual(installed(FOR_USER, NEXT_VERSION));
    expect(await wine.has(`${DATA}/queued`)).toBe(true);
    expect(await wine.registry(AT_LOGIN, 'SPAMS')).toBe('SPAMS.exe --hidden');
  });

  it('takes all of it away again, but for the data, and starts with Windows no longer', async () => {
    await uninstall(FOR_USER);
    expect(await found(FOR_USER)).toEqual(NOTHING);
    expect(await wine.registry(AT_LOGIN, 'SPAMS')).toBeUndefined();
    expect(await wine.has(`${HOME}/AppData/Local/spams-updater`)).toBe(false);
    expect(await wine.has(`${DATA}/queued`)).toBe(true);
  });

  it('takes the data away when it is told to', async () => {
    await install(packed.installer, FOR_USER);
    expect(await wine.has(`${DATA}/queued`)).toBe(true);
    await uninstall(FOR_USER, '--delete-app-data');
    expect(await found(FOR_USER)).toEqual(NOTHING);
    expect(await wine.has(`${HOME}/AppData/Roaming/SPAMS`)).toBe(false);
  });
});

describe('the installer, silently, for all users', () => {
  it('brings the same for everybody, and nothing for this user alone', async () => {
    await install(packed.installer, FOR_ALL);
    expect(await found(FOR_ALL)).toEqual(installed(FOR_ALL, manifest.version));
    expect(await found(FOR_USER)).toEqual(NOTHING);
  });

  it('lets a double-clicked invite open in SPAMS', async () => {
    await wine.makeFolder(`${HOME}/my invites`);
    const invite = `${HOME}/my invites/orchard road.spams-invite`;
    await writeFile(wine.path(invite), 'spams1.');
    const log = `${HOME}/arguments.txt`;
    await wine.run(['start', '/wait', backslashed(invite)], { STAND_IN_LOG: backslashed(log) });
    expect(await readFile(wine.path(log), 'utf8')).toContain(backslashed(invite));
  });

  it('takes all of it away again, but for the data', async () => {
    await use();
    await uninstall(FOR_ALL);
    expect(await found(FOR_ALL)).toEqual(NOTHING);
    expect(await wine.registry(AT_LOGIN, 'SPAMS')).toBeUndefined();
    expect(await wine.has(`${DATA}/queued`)).toBe(true);
  });
});
