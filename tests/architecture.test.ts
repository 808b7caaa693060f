import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type IForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { testFolder } from './support/folders.ts';

const config: { forbidden: IForbiddenRuleType[]; options: ICruiseOptions } = createRequire(import.meta.url)(
  '../.dependency-cruiser.cjs',
);

/** The rules broken by a project in which one file imports another. */
async function rulesBrokenBy(from: string, to: string): Promise<string[]> {
  const baseDir = await testFolder();
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(baseDir, path)), { recursive: true });
    await writeFile(join(baseDir, path), text);
  };
  if (to.startsWith('src/')) await write(to, 'export const thing = 1;\n');
  const specifier = to.startsWith('src/') ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to;
  await write(from, `import { thing } from '${specifier}';\nconsole.log(thing);\n`);
  const { output } = await cruise(['src'], {
    ...config.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  });
  if (typeof output === 'string') throw new TypeError('not a result');
  return output.summary.violations.map(({ rule }) => rule.name);
}

describe("the rooms' one-way rule", () => {
  it.each([
    ['src/shared/a.ts', 'src/server/b.ts', 'shared-imports-no-side'],
    ['src/shared/a.ts', 'src/main/b.ts', 'shared-imports-no-side'],
    ['src/server/a.ts', 'src/main/branch/b.ts', 'server-imports-only-shared'],
    ['src/main/branch/a.ts', 'src/server/b.ts', 'main-imports-only-shared'],
    ['src/main/a.ts', 'src/renderer/b.ts', 'main-imports-only-shared'],
    ['src/preload/a.ts', 'src/server/b.ts', 'preload-stands-alone'],
    ['src/renderer/a.ts', 'src/main/b.ts', 'renderer-sees-only-the-preloads-type'],
    ['src/renderer/a.ts', 'src/shared/b.ts', 'renderer-sees-only-the-preloads-type'],
    ['src/renderer/a.ts', 'node:fs', 'no-node-in-the-renderer'],
    ['src/main/branch/a.ts', 'electron', 'no-electron-in-branch-shared-server'],
    ['src/shared/a.ts', 'electron', 'no-electron-in-branch-shared-server'],
  ])('when %s imports %s, it breaks %s', async (from, to, rule) => {
    expect(await rulesBrokenBy(from, to)).toEqual([rule]);
  });

  it('when main imports shared, it breaks nothing', async () => {
    expect(await rulesBrokenBy('src/main/branch/a.ts', 'src/shared/b.ts')).toEqual([]);
  });
});
