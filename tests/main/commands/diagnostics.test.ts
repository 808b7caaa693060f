import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { closedBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';

async function archive(path: string) {
  const files = unzipSync(await readFile(path));
  return (name: string) => JSON.parse(strFromU8(files[name]!));
}

it('IT gets what is wrong with a PC in one file, and a person reads what is in it', async () => {
  const home = await closedBranch(await TestOffice.open(realTime()));
  const out = join(await testFolder(), 'for IT.zip');
  const text = await Commands.branch(home).text('diagnostics', '--out', out);
  expect(text).toMatch(/^File +Bytes\nabout\.json +\d+\n/);
  expect(text).toContain(`Saved in ${out}`);
  expect((await archive(out))('connection.json')).toMatchObject({ error: { code: 'office-unreachable' } });
});

it('also of a PC that is not set up', async () => {
  const out = join(await testFolder(), 'for IT.zip');
  const { files } = await Commands.branch(await testFolder()).json('diagnostics', '--out', out);
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['about.json', 'problem.json']);
  expect((await archive(out))('problem.json')).toMatchObject({ code: 'not-enrolled' });
});
