import { access, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Packed } from './packed.ts';
import { run } from './stand-ins.ts';

/** Programs of Windows that Wine has only in name, and that the installer asks. */
const ASKED = ['system32/WindowsPowerShell/v1.0/powershell.exe', 'system32/findstr.exe'];

export const USER = 'spams';

/** A new Windows under Wine, of one user who is an administrator. */
export class Wine {
  readonly #folder: string;
  readonly #env: Record<string, string>;

  private constructor(folder: string, env: Record<string, string>) {
    this.#folder = folder;
    // Wine puts a user's desktop into the home folder.
    this.#env = { ...env, HOME: folder, USER, WINEPREFIX: join(folder, 'prefix'), WINEDEBUG: '-all' };
    this.#env.WINEDLLOVERRIDES = 'powershell.exe,findstr.exe=n;winemenubuilder.exe=d';
  }

  static async start({ env, failing }: Packed): Promise<Wine> {
    const wine = new Wine(await mkdtemp(join(tmpdir(), 'spams-wine-')), env);
    await wine.run(['wineboot', '--init']);
    for (const name of ASKED) {
      await wine.makeFolder(dirname(`C:/windows/${name}`));
      await copyFile(failing, wine.path(`C:/windows/${name}`));
    }
    return wine;
  }

  async stop(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Runs a program until it, and all that it has started, has ended. Gives what it wrote; rejects when it fails. */
  async run(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const stdout = await this.#start(args, env);
    await run('/usr/lib/wine/wineserver', ['-w'], { env: this.#env });
    return stdout;
  }

  async #start(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const { stdout } = await run('/usr/lib/wine/wine64', args, { env: { ...process.env, ...this.#env, ...env } });
    return stdout;
  }

  /** Where a path of Windows, with slashes, is here. Wine has drive C in lower case. */
  path(windows: string): string {
    return join(this.#folder, 'prefix/drive_c', windows.replace(/^C:/, ''));
  }

  async makeFolder(windows: string): Promise<void> {
    await mkdir(this.path(windows), { recursive: true });
  }

  async has(windows: string): Promise<boolean> {
    return access(this.path(windows)).then(
      () => true,
      () => false,
    );
  }

  async setRegistry(key: string, value: string, data: string): Promise<void> {
    await this.#start(['reg', 'add', key, '/v', value, '/d', data, '/f']);
  }

  /** The data of a value in the registry; the default one's name is ''. Undefined where there is none. */
  async registry(key: string, value = ''): Promise<string | undefined> {
    const wanted = value === '' ? ['/ve'] : ['/v', value];
    const told = await this.#start(['reg', 'query', key, ...wanted]).catch(() => '');
    return /^ {4}.+ {4}REG_\w+ {4}(.*?)\r?$/m.exec(told)?.[1];
  }
}
