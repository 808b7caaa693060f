import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { path7x } from '7zip-bin';

/** Runs a program; gives what it wrote, and rejects with it when the program fails. */
export const run = promisify(execFile);

export interface StandIns {
  /** Folders in the place of Electron's own: for electron-builder's `electronDist`. */
  electron: { win: string; linux: string };
  /** A Windows program that always fails. */
  failing: string;
  /** By which electron-builder finds the tools that it would download. */
  env: Record<string, string>;
}

const SOURCES = join(import.meta.dirname, 'stand-ins');
const SEVEN_ZIP = dirname(path7x);
const NSIS_PLUGINS = ['StdUtils', 'UAC', 'WinShell', 'Nsis7z'];

/** Makes, in a new folder, all that stands in for what can't be had where this is built. */
export async function makeStandIns(folder: string): Promise<StandIns> {
  const inside = (...names: string[]): string => join(folder, ...names);
  for (const each of ['win', 'linux', 'bin', 'plugins', 'nsis/linux', 'resources/plugins/x86-unicode']) {
    await mkdir(inside(each), { recursive: true });
  }
  await makeElectron(inside('win'), inside('linux'));
  await makePlugins(inside('plugins'));
  await writeScript(inside('nsis/linux/makensis'), makensis(inside('plugins')));
  await copyFile(inside('win/electron.exe'), inside('nsis/elevate.exe'));
  await writeScript(inside('bin/wine'), 'exec /usr/lib/wine/wine64 "$@"');
  // Its package brings it without leave to run it.
  await copyFile(join(SEVEN_ZIP, 'linux/x64/7za'), inside('bin/7za'));
  await chmod(inside('bin/7za'), 0o755);
  await compile('failing.c', inside('failing.exe'));
  return {
    electron: { win: inside('win'), linux: inside('linux') },
    failing: inside('failing.exe'),
    env: {
      PATH: `${inside('bin')}:${process.env.PATH}`,
      ELECTRON_BUILDER_NSIS_DIR: inside('nsis'),
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: inside('resources'),
      ELECTRON_BUILDER_7ZIP_PATH: inside('bin/7za'),
    },
  };
}

/** Both carry Electron's fuse wire. The one for Linux is only ever packed. */
async function makeElectron(win: string, linux: string): Promise<void> {
  const resources = join(win, '../electron.o');
  await run('x86_64-w64-mingw32-windres', ['-O', 'coff', join(SOURCES, 'electron.rc'), resources]);
  await compile('electron.c', join(win, 'electron.exe'), '-municode', '-mwindows', resources);
  await copyFile(join(win, 'electron.exe'), join(linux, 'electron'));
  for (const folder of [win, linux]) {
    for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version'])
      await writeFile(join(folder, name), 'stand-in');
  }
}

async function makePlugins(folder: string): Promise<void> {
  const library = join(folder, '../plugins.dll');
  const unpacker = `Z:${join(SEVEN_ZIP, 'win/x64/7za.exe')}`.replaceAll('/', '\\\\');
  await compile('nsis-plugins.c', library, '-shared', `-DSEVEN_ZIP=L"${unpacker}"`);
  for (const plugin of NSIS_PLUGINS) await copyFile(library, join(folder, `${plugin}.dll`));
}

/**
 * Debian's, told to make 64-bit installers: its Wine runs no others. In those, the template's question whether Windows has
 * 64 bits is answered while compiling, which leaves a label unused.
 */
const makensis = (plugins: string): string =>
  [
    'unset NSISDIR',
    `exec makensis '-XTarget amd64-unicode' '-X!addplugindir /amd64-unicode "${plugins}"' \\`,
    `  '-X!pragma warning disable 6012' "$@"`,
  ].join('\n');

const writeScript = (path: string, commands: string): Promise<void> =>
  writeFile(path, `#!/bin/sh\n${commands}\n`, { mode: 0o755 });

async function compile(source: string, to: string, ...options: string[]): Promise<void> {
  await run('x86_64-w64-mingw32-gcc', ['-s', '-O1', '-Wall', '-Werror', '-o', to, join(SOURCES, source), ...options]);
}
