import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import manifest from '../../package.json' with { type: 'json' };
import { makeStandIns, run, type StandIns } from './stand-ins.ts';

declare module 'vitest' {
  interface ProvidedContext {
    packed: Packed;
  }
}

/** What electron-builder made of the built app, by electron-builder.yml. */
export interface Packed {
  /** The unpacked apps. */
  win: string;
  linux: string;
  /** Of this version, and of the next. */
  installer: string;
  nextInstaller: string;
  /** To run Windows programs with. */
  failing: string;
  env: Record<string, string>;
}

export const NEXT_VERSION = '9.9.9';

const ROOT = join(import.meta.dirname, '../..');
const BUILDER = join(ROOT, 'node_modules/electron-builder/cli.js');

/** Packs the built app, once for all tests. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-package-'));
  const standIns = await makeStandIns(join(folder, 'stand-ins'));
  const env = { ...standIns.env, HOME: folder, WINEPREFIX: join(folder, 'build-prefix'), WINEDEBUG: '-all' };
  const pack = packer(folder, standIns.electron, env);
  const [win, linux, next] = [
    await pack('win', 'nsis'),
    await pack('linux', 'dir'),
    await pack('win', 'nsis', NEXT_VERSION),
  ];
  provide('packed', {
    win: join(win, 'win-unpacked'),
    linux: join(linux, 'linux-unpacked'),
    installer: join(win, `SPAMS-Setup-${manifest.version}.exe`),
    nextInstaller: join(next, `SPAMS-Setup-${NEXT_VERSION}.exe`),
    failing: standIns.failing,
    env,
  });
  return () => rm(folder, { recursive: true, force: true });
}

/** Gives the folder of what was made. */
function packer(folder: string, electron: StandIns['electron'], env: Record<string, string>) {
  return async (system: 'win' | 'linux', target: string, version?: string): Promise<string> => {
    const output = join(folder, `${system}-${version ?? 'this'}`);
    const options = [
      `electronDist=${electron[system]}`,
      `directories.output=${output}`,
      // In other languages, Debian's NSIS lacks words, of which it warns.
      'nsis.installerLanguages=en_US',
      ...(version ? [`extraMetadata.version=${version}`] : []),
    ];
    const args = [BUILDER, `--${system}`, target, '--x64', ...options.map((option) => `--config.${option}`)];
    await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 1e8 });
    return output;
  };
}
