import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import manifest from '../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.github/workflows');
const NAMES = await readdir(FOLDER);

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const job = z.object({
  'runs-on': z.string(),
  'timeout-minutes': z.number().optional(),
  permissions: z.unknown().optional(),
  steps: z.array(step),
});
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.unknown(),
  concurrency: z.object({ group: z.string() }).optional(),
  jobs: z.record(z.string(), job),
});

const text = (name: string) => readFile(join(FOLDER, name), 'utf8');

async function read(name: string) {
  const content = workflow.parse(load(await text(name)));
  const jobs = Object.values(content.jobs);
  return { ...content, jobs, steps: jobs.flatMap(({ steps }) => steps) };
}

it('there are some', () => {
  expect(NAMES.sort()).toEqual(['ci.yml', 'installer.yml']);
});

describe.each(NAMES)('%s', (name) => {
  it('uses nothing but what is pinned to a commit, with its version beside it', async () => {
    const lines = (await text(name)).split('\n').filter((line) => line.includes('uses:'));
    const used = (await read(name)).steps.filter(({ uses }) => uses !== undefined);
    expect(lines).toHaveLength(used.length);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('pins each to one commit', async () => {
    const pins = (await text(name)).matchAll(/uses: (actions\/[a-z-]+)@(\S+ # \S+)/g);
    const commits = new Map<string, Set<string>>();
    for (const [, action, pin] of pins) commits.set(action!, (commits.get(action!) ?? new Set()).add(pin!));
    expect([...commits.values()].filter(({ size }) => size !== 1)).toEqual([]);
  });

  it('may only read what is there, and leaves no key to the repository behind', async () => {
    const { permissions, jobs, steps } = await read(name);
    expect(permissions).toEqual({ contents: 'read' });
    expect(jobs.map((each) => each.permissions)).toEqual(jobs.map(() => undefined));
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(jobs.length);
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });

  it('runs nobody’s text as a command, nor anybody’s code with our secrets', async () => {
    const { on, steps } = await read(name);
    expect(Object.keys(on)).not.toContain('pull_request_target');
    expect(Object.keys(on)).not.toContain('workflow_run');
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
    if ((await text(name)).includes('secrets.')) expect(Object.keys(on)).not.toContain('pull_request');
  });

  it('ends, whatever happens, and once for each branch', async () => {
    const { concurrency, jobs } = await read(name);
    expect(concurrency?.group).toMatch(/^[a-z]+-\$\{\{ github\.ref \}\}$/);
    for (const each of jobs) expect(each['timeout-minutes']).toBeLessThanOrEqual(60);
    for (const each of jobs) expect(each['runs-on']).not.toMatch(/latest/);
  });

  it('calls what there is', async () => {
    const commands = (await read(name)).steps.map(({ run }) => run ?? '').join('\n');
    const scripts = [...commands.matchAll(/\bnpm (?:run )?(?!ci\b|run\b)([a-z][a-z:]*)/g)].map(([, script]) => script!);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([]);
    const files = [...commands.matchAll(/(?:\.github\/)?scripts\/[\w.-]+/g)].map(([path]) => path);
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    const programs = [...commands.matchAll(/npx (?:--no-install )?([\w-]+)/g)].map(([, program]) => program!);
    expect(programs.filter((program) => !existsSync(join(ROOT, 'node_modules/.bin', program)))).toEqual([]);
  });
});
