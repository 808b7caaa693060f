import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const OUT = join(import.meta.dirname, '../../out');
const SRC = join(import.meta.dirname, '../../src');

async function textsIn(folder: string, ending: RegExp): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => ending.test(name));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** The steps that the sources name, as they stand in their calls. */
async function namedSteps(): Promise<string[]> {
  const sources = (await textsIn(SRC, /\.ts$/)).join('\n');
  return [...sources.matchAll(/\bfailpoint\('([^']+)'/g)].map(([, step]) => step!);
}

it('failpoints are in the sources, and in no bundle that ships', async () => {
  const steps = await namedSteps();
  expect(new Set(steps).size).toBeGreaterThan(10);
  const bundles = await textsIn(OUT, /\.c?js$/);
  expect(bundles.some((text) => text.includes('spams-branch'))).toBe(true);
  for (const text of bundles) {
    for (const trace of ['failpoint', 'Failpoint', ...steps.map((step) => `"${step}"`)])
      expect(text).not.toContain(trace);
  }
});
