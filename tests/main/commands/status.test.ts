import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { branchProgram } from '../../../src/main/program.ts';
import { closedBranch, templateBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands, runInProcess } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';

const HOUR = 60 * 60 * 1000;

describe('when a person asks how the PC is', () => {
  it('reads all of it while the office is there', async () => {
    const office = await TestOffice.start(realTime());
    const commands = Commands.branch(await closedBranch(office));
    await office.publish();
    const { version, checkedAt } = await commands.json('menu', 'fetch');
    const lines = (await commands.text('status')).trimEnd().split('\n');
    expect(lines).toEqual([
      `Head office   So Power at ${office.url}, connected`,
      `  fingerprint ${office.context.keys.root.fingerprint}`,
      'Network       system',
      'Branch        SG-01 Orchard Road',
      expect.stringMatching(/^This PC {7}main, certificate until \d{4}-\S+Z$/),
      expect.stringMatching(/^Managers {6}mei \(until \d{4}-\S+Z\)$/),
      `Menu          version ${version}, 1 items, checked ${checkedAt}`,
      'Outbox        empty',
      'Clock         right',
    ]);
  });

  it('reads what is known when the office is away, and it ends with 0', async () => {
    const office = await TestOffice.open(realTime());
    const home = await closedBranch(office);
    await rm(join(home, 'office.json'));
    await rm(join(home, 'managers', 'mei.json'));
    const commands = Commands.branch(home);
    expect(await commands.json('status')).toMatchObject({
      office: { name: null, reachable: false },
      branch: { code: 'SG-01' },
      managers: [],
      menu: null,
      outbox: 0,
      clock: { reported: null },
      error: { code: 'office-unreachable' },
    });
    const text = await commands.text('status');
    for (const part of ['? at https', ', offline', 'Managers      none', 'none yet', 'not checked']) {
      expect(text).toContain(part);
    }
  });
});

describe("when the PC's clock is off", () => {
  it.each([
    { ahead: 3 * HOUR, words: '3 hours slow' },
    { ahead: HOUR / 6, words: '10 minutes slow' },
    { ahead: -HOUR / 60, words: '\\d\\d seconds fast' },
    { ahead: 5 * 24 * HOUR, words: '5 days slow' },
  ])('a person is told on stderr that it is $words, and a program gets one document', async ({ ahead, words }) => {
    const office = await TestOffice.start(realTime(ahead));
    const commands = Commands.branch(await closedBranch(office));
    const { exit, document, stderr } = await commands.ended('status');
    expect({ exit, source: document.clock.source, isOff: document.clock.isOff }).toEqual({
      exit: 0,
      source: 'office',
      isOff: true,
    });
    expect(stderr).toMatch(
      new RegExp(`^This PC's clock is ${words}\\. Times in the receipt will .+ \\(code clock-off\\)\n$`),
    );
  });
});

describe('when a PC is not ready', () => {
  it('is told that it is not set up, or that another SPAMS is using it', async () => {
    expect(await Commands.branch(await testFolder()).failure('status')).toMatchObject({
      exit: 1,
      code: 'not-enrolled',
    });
    const { home } = await templateBranch(await TestOffice.open(realTime()));
    expect(await Commands.branch(home.folder).failure('status')).toEqual({
      exit: 1,
      code: 'home-locked',
      happened: `Another SPAMS is already using ${home.folder}.`,
    });
  });

  it('shows what is damaged, and the rest all the same', async () => {
    const home = await closedBranch(await TestOffice.open(realTime()));
    await writeFile(join(home, 'managers', 'mei.json'), '{');
    const commands = Commands.branch(home);
    const { exit, document } = await commands.ended('status');
    expect(exit).toBe(1);
    expect(document).toMatchObject({ managers: [], outbox: 0, damaged: [{ code: 'setup-damaged' }] });
    expect((await commands.run('status')).stdout).toContain(
      `The setup file ${join(home, 'managers', 'mei.json')} is damaged.`,
    );
  });

  it('is told what is damaged when its key is gone', async () => {
    const home = await closedBranch(await TestOffice.open(realTime()));
    await rm(join(home, 'identity', 'device.json'));
    expect(await Commands.branch(home).failure('status')).toMatchObject({ exit: 1, code: 'setup-damaged' });
  });

  it('is told that its folder must be named, or is none', async () => {
    const { code, stdout, stderr } = await runInProcess(branchProgram(), ['menu', 'show']);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining('--home') });
    const file = join(import.meta.dirname, 'status.test.ts');
    expect(await Commands.branch(file).failure('status')).toEqual({
      exit: 2,
      code: 'usage',
      happened: `${file} is not a folder.`,
    });
    const tooLong = join(await testFolder(), 'x'.repeat(300));
    expect(await Commands.branch(tooLong).failure('status')).toMatchObject({ exit: 1, code: 'file-not-found' });
  });
});
