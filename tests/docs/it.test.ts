import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { branchProgram } from '../../src/main/program.ts';
import { officeProgram } from '../../src/server/program.ts';
import { BRANCH_CLI, OFFICE_CLI, runProgram } from '../support/cli.ts';
import { realTime } from '../support/clock.ts';
import { testFolder } from '../support/folders.ts';
import { TestOffice } from '../support/office.ts';

const PAGE = await readFile('docs/it.md', 'utf8');

/** Commands, each with what the page shows of its output, if anything. */
const examples = fenced('console').flatMap((block) =>
  block.split(/^\$ /m).flatMap((example) => {
    const [command = '', ...output] = example.trimEnd().split('\n');
    return command === '' ? [] : [{ command, output: output.join('\n') }];
  }),
);

function fenced(language: string): string[] {
  const blocks = new RegExp(`^\`\`\`${language}\n(?<text>.*?)^\`\`\`$`, 'gms');
  return [...PAGE.matchAll(blocks)].map(({ groups }) => groups?.text ?? '');
}

/** Commands that the page has before this version does: they are run from the day that they are there. */
const COMING: readonly string[] = ['proxy', 'updates'];

const isThere = (program: Command, name: string): boolean => program.commands.some((each) => each.name() === name);

function isRun(command: string): boolean {
  const [program, , , name = ''] = command.split(' ');
  if (!COMING.includes(name)) return true;
  return isThere(program === 'spams-office' ? officeProgram() : branchProgram(), name);
}

/** Passphrases that a person would be asked for; and each start would compile the same again. */
const ENV = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../out/compile-cache'),
  SPAMS_BACKUP_PASSPHRASE: 'a backup passphrase',
  SPAMS_PROXY_PASSWORD: 'a password for the proxy',
};

/** An office that serves, in a place of its own, and a shell that knows both command lines. */
async function scene() {
  const office = await TestOffice.start(realTime());
  await office.publish();
  const folder = await testFolder();
  for (const name of ['bin', 'backup']) await mkdir(join(folder, name));
  for (const [name, cli] of Object.entries({ 'spams-office': OFFICE_CLI, 'spams-branch': BRANCH_CLI })) {
    await writeFile(join(folder, 'bin', name), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, {
      mode: 0o755,
    });
  }
  await writeFile(join(folder, 'branches.csv'), fenced('csv')[0]!);
  const places = {
    '/srv/spams': office.folder,
    '/srv/branch': join(folder, 'branch'),
    '/srv/backup': join(folder, 'backup'),
  };
  return (command: string) => {
    const here = Object.entries(places).reduce((text, [place, path]) => text.replaceAll(place, path), command);
    const script = `cd '${folder}' && PATH='${join(folder, 'bin')}':"$PATH" && ${here}`;
    return runProgram('sh', ['-c', script], ENV);
  };
}

const TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

describe('docs/it.md', () => {
  it('has commands of both command lines, and no other after a dollar', () => {
    const programs = examples.map(({ command }) => command.split(' ')[0]);
    expect(new Set(programs)).toEqual(new Set(['spams-office', 'spams-branch']));
    expect(examples.length).toBeGreaterThan(20);
  });

  it('shows commands that do what they say, in the order in which they stand', async () => {
    const run = await scene();
    for (const { command, output } of examples.filter((each) => isRun(each.command))) {
      const { code, stdout, stderr } = await run(command);
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: '' });
      if (output !== '') expect(stdout.trimEnd().replace(TIME, 'TIME')).toBe(output.replace(TIME, 'TIME'));
    }
  }, 120_000);

  it('names all the columns of a file of branches, and every option of importing one', async () => {
    const { stdout } = await (await scene())('spams-office branch import --help');
    for (const [option] of stdout.matchAll(/--[a-z]+(-[a-z]+)?/g)) {
      if (option !== '--help') expect(PAGE).toContain(option);
    }
    for (const column of fenced('csv')[0]!.split('\n')[0]!.split(',')) expect(PAGE).toContain(`| \`${column}\``);
  });
});
