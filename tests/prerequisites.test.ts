import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from './support/folders.ts';

const SCRIPT = join(import.meta.dirname, '../scripts/install-prerequisites.sh');

/** The programs that the tests need, and their packages in Debian. */
const PACKAGES: Record<string, string> = {
  openssl: 'openssl',
  chronyd: 'chrony',
  chromium: 'chromium',
  tinyproxy: 'tinyproxy-bin',
};

const asked = (packages: string): string =>
  `The tests need programs that are not installed. As root, run: apt-get install ${packages}\n`;

/** Runs the script on a machine that has nothing but stand-ins: all that is needed but what is missing. */
async function installOn({ missing = [] as string[], user = 1000, hasApt = true, also = [] as string[] }) {
  const folder = await testFolder();
  const installs = join(folder, 'installs');
  const standIns: Record<string, string> = { id: `echo ${user}` };
  for (const program of Object.keys(PACKAGES)) if (!missing.includes(program)) standIns[program] = 'exit 1';
  if (hasApt) standIns['apt-get'] = `echo "$@" >> '${installs}'`;
  for (const [program, does] of Object.entries(standIns)) {
    await writeFile(join(folder, program), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
  }
  const env = { PATH: folder, SBIN: folder };
  const { status, stdout, stderr } = spawnSync('/bin/sh', [SCRIPT, ...also], { env, encoding: 'utf8' });
  const installed = await readFile(installs, 'utf8').catch(() => '');
  return { status, stdout, stderr, installed };
}

describe('before the tests run, on a machine', () => {
  it.each(Object.entries(PACKAGES))(
    'without %s and without root, one line says so, and they fail',
    async (program, name) => {
      const told = await installOn({ missing: [program] });
      expect(told).toEqual({ status: 1, stdout: '', stderr: asked(name), installed: '' });
    },
  );

  it.each([
    ['root', { user: 1000 }],
    ['apt-get', { user: 0, hasApt: false }],
  ])('with nothing, and without %s, one line names all of it', async (_, machine) => {
    const told = await installOn({ missing: Object.keys(PACKAGES), ...machine });
    expect(told).toEqual({
      status: 1,
      stdout: '',
      stderr: asked('openssl chrony chromium tinyproxy-bin'),
      installed: '',
    });
  });

  it('with all of it, nothing is said', async () => {
    expect(await installOn({})).toEqual({ status: 0, stdout: '', stderr: '', installed: '' });
  });

  it('what the packaging tests need besides is named by its package too', async () => {
    const told = await installOn({ missing: ['chromium'], also: ['makensis=nsis', 'openssl=unused'] });
    expect(told.stderr).toBe(asked('chromium nsis'));
  });

  it('with apt-get, root has what is missing installed, and no more', async () => {
    const { status, installed } = await installOn({ missing: ['chromium'], user: 0 });
    expect(status).toBe(0);
    expect(installed).toBe('update -qq\ninstall -y -qq --no-install-recommends chromium\n');
  });
});
