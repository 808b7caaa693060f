import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { launch } from '../../src/shared/launch.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folders.ts';

const before = { umask: process.umask(), argv: process.argv };

beforeEach(() => {
  process.exitCode = undefined;
});

afterEach(() => {
  process.umask(before.umask);
  process.argv = before.argv;
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

/** A script that ends with 3, or as told, and writes down its arguments beside itself. */
async function script(end = 'process.exitCode = 3'): Promise<{ path: string; written: () => Promise<unknown> }> {
  const folder = await testFolder();
  const path = join(folder, 'script.mjs');
  const out = join(folder, 'arguments.json');
  await writeFile(
    path,
    `import { writeFileSync } from 'node:fs';
     ${end};
     writeFileSync(${JSON.stringify(out)}, JSON.stringify(process.argv.slice(2)));`,
  );
  return { path, written: async () => JSON.parse(await readFile(out, 'utf8')) };
}

const neverMain = (): Promise<number> => Promise.reject(new Error('ran on a Node too old for it'));

describe('when a command line is started on the Node that it needs', () => {
  it('ends quietly when whoever reads has seen enough', async () => {
    const path = join(await testFolder(), 'talkative.ts');
    const source = JSON.stringify(join(import.meta.dirname, '../../src/shared/launch.ts'));
    await writeFile(
      path,
      `import { launch } from ${source};
       await launch('unused', async () => {
         for (let line = 0; line < 100_000; line += 1) process.stdout.write('a line of many\\n');
         return 0;
       });`,
    );
    const child = spawn(process.execPath, [path]);
    child.stdout.once('data', () => child.stdout.destroy());
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    const [code] = await once(child, 'close');
    expect({ code, told }).toEqual({ code: 0, told: '' });
  });

  it('ends as its command did, and makes files for their owner alone', async () => {
    const path = join(await testFolder(), 'file');
    await launch('unused', async () => {
      await writeFile(path, '');
      return 5;
    });
    expect(process.exitCode).toBe(5);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('when it is started on an older one', () => {
  const version = '20.20.2';

  it('runs on the one that npm brought along, with the same arguments, and ends as that did', async () => {
    process.argv = ['node', 'script', 'menu', 'publish', 'a menu.csv'];
    const { path, written } = await script();
    await launch(path, neverMain, { version });
    expect(process.exitCode).toBe(3);
    expect(await written()).toEqual(['menu', 'publish', 'a menu.csv']);
  });

  it('passes on a signal to stop', async () => {
    const { path, written } = await script("process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)");
    const launched = launch(path, neverMain, { version });
    await eventually(written);
    process.emit('SIGTERM');
    await launched;
    expect(process.exitCode).toBe(0);
  });

  it('counts it as failed when that was killed', async () => {
    const { path } = await script("process.kill(process.pid, 'SIGKILL')");
    await launch(path, neverMain, { version });
    expect(process.exitCode).toBe(1);
  });

  it('says what is missing where npm brought none', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await launch('unused', neverMain, { version, ownNode: join(await testFolder(), 'node') });
    expect(process.exitCode).toBe(1);
    expect(stderr).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^SPAMS needs Node 24; .+ Install it, or run npm ci here\.\n$/),
    );
  });
});
