import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { testFolder } from '../../support/folders.ts';

const OUT = join(import.meta.dirname, '../../../out');
const LIBRARY = /\{ NsisUpdater \} = await import\("\.\.\/chunks\/([^"]+)"\)/;

/** What a file of out/main or out/chunks loads as soon as it is loaded, by file name. */
async function loads(path: string, known = new Set<string>()): Promise<Set<string>> {
  const text = await readFile(path, 'utf8');
  for (const [, name] of text.matchAll(/^(?:import|export) .*?"\.{1,2}\/(?:chunks\/)?([^"/]+\.js)";$/gm)) {
    if (known.has(name!)) continue;
    known.add(name!);
    await loads(join(OUT, 'chunks', name!), known);
  }
  return known;
}

const PROGRAM = `
  const { default: { NsisUpdater } } = await import(process.argv[1]);
  const app = { version: '1.2.3', onQuit() {}, whenReady: async () => {} };
  console.log(new NsisUpdater(null, app).currentVersion.version);
`;

it('electron-updater is bundled, works with no node_modules beside it, and is loaded only when it is used', async () => {
  const main = join(OUT, 'main/index.js');
  const [, chunk] = LIBRARY.exec(await readFile(main, 'utf8'))!;
  const atStart = await loads(main);
  expect([...atStart]).toContainEqual(expect.stringMatching(/^read-/));
  expect([...atStart]).not.toContain(chunk);
  for (const name of atStart) expect(await readFile(join(OUT, 'chunks', name), 'utf8')).not.toContain('NsisUpdater');
  expect(await readFile(join(OUT, 'chunks', chunk!), 'utf8')).toContain('NsisUpdater');
  const bare = await testFolder();
  await cp(join(OUT, 'chunks'), join(bare, 'chunks'), { recursive: true });
  const args = ['--input-type=module', '-e', PROGRAM, join(bare, 'chunks', chunk!)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: bare });
  expect(stdout).toBe('1.2.3\n');
});
