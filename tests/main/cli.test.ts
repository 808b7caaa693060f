import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listClosings } from '../../src/server/closings/list.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { templateBranch } from '../support/branch.ts';
import { BRANCH_CLI, type CliResult, runCli } from '../support/cli.ts';
import { TestClock } from '../support/clock.ts';
import { testFolder } from '../support/folders.ts';
import { LAKSA, TestOffice } from '../support/office.ts';
import { flipped } from '../support/office-documents.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { contentsOf, filesHolding } from '../support/tree.ts';

const spams = (home: string, ...args: string[]): Promise<CliResult> =>
  runCli(BRANCH_CLI, ['--home', home, ...args], { SPAMS_PASSPHRASE: PASSPHRASE });

/** The one JSON document that a command printed, with how it ended. */
async function json(home: string, ...args: string[]) {
  const { code, stdout, stderr } = await spams(home, '--json', ...args);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return { exit: code, document: JSON.parse(stdout), stderr };
}

/** What is shipped knows only the real time, so an office that agrees with it must too. */
const realTime = (): TestClock => Object.assign(new TestClock(), { now: () => new Date() });

/** The folder of an enrolled branch, which nobody has open. */
async function enrolledHome(office: TestOffice): Promise<string> {
  const { home } = await templateBranch(office);
  await home.release();
  return home.folder;
}

describe('when all goes well, it ends with 0', () => {
  it('from the invite to the receipt', async () => {
    const office = await TestOffice.start(realTime());
    const home = join(await testFolder(), 'branch');
    const invites = [await office.addBranch('SG-02'), await office.addManager('SG-02', 'tan')];
    await office.publish();
    const results = [
      await json(home, 'enroll', invites[0]!),
      await json(home, 'manager', 'enroll', invites[1]!),
      await json(home, 'menu', 'fetch'),
      await json(home, 'closing', 'upload', await salesFile(), '--manager', 'tan'),
      await json(home, 'outbox', 'list'),
      await json(home, 'receipts', 'list'),
      await json(home, 'status'),
    ];
    expect(results.map(({ exit, stderr }) => [exit, stderr])).toEqual(results.map(() => [0, '']));
    const [enrolled, manager, menu, closing, outbox, receipts, status] = results.map(({ document }) => document);
    expect(enrolled).toMatchObject({ branch: 'SG-02', device: 'main', office: 'So Power' });
    expect(manager).toEqual({ branch: 'SG-02', manager: 'tan' });
    expect(menu).toMatchObject({ items: [LAKSA], verified: true, changed: true, stale: false, error: null });
    expect(closing).toMatchObject({
      state: 'delivered',
      totals: { lines: 2, quantity: 5, net: 1780 },
      needsReview: false,
      receipt: { verified: true, documentId: closing.documentId },
      error: null,
    });
    expect(outbox).toEqual({ outbox: [] });
    expect(receipts.receipts).toMatchObject([{ number: closing.receipt.number }]);
    expect(status).toMatchObject({
      office: { reachable: true },
      menu: { items: 1 },
      outbox: 0,
      managers: [{ id: 'tan' }],
    });

    // What happened is in the log, and no secret is anywhere.
    const log = await readFile(join(home, 'logs', 'branch.log'), 'utf8');
    expect(
      log.split('\n').filter((line) => / info (enrolled|manager tan enrolled|menu version|closing)/.test(line)),
    ).toHaveLength(5);
    const secrets = [PASSPHRASE, ...invites.map((invite) => parseInvite(invite).code)];
    const printed = JSON.stringify(results);
    for (const secret of secrets) {
      expect(printed).not.toContain(secret);
      expect(await filesHolding(home, secret)).toEqual([]);
    }
  });

  it('a person reads text, and no log line', async () => {
    const office = await TestOffice.start(realTime());
    const home = await enrolledHome(office);
    await office.publish();
    const { code, stdout, stderr } = await spams(home, 'menu', 'fetch');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^A new menu\.\nVersion \d+, signed by head office at .+, valid until the next one\n\n/);
    expect(stdout).toMatch(/Mains +101 +Laksa 叻沙 +6\.50 +Crustaceans, Fish\n$/);
    expect([...(await contentsOf(join(home, 'logs'))).values()].join('')).toContain('menu version');
  });

  it("a person is told that the PC's clock is off, and a program still gets one document", async () => {
    const office = await TestOffice.start();
    office.clock.advance({ hours: 3 });
    const { exit, document, stderr } = await json(await enrolledHome(office), 'status');
    expect({ exit, source: document.clock.source, isOff: document.clock.isOff }).toEqual({
      exit: 0,
      source: 'office',
      isOff: true,
    });
    expect(stderr).toContain("This PC's clock is 3 hours slow.");
  });
});

describe('when it fails, it says so in three parts and by its exit code', () => {
  /** A failed command: how it ended, its code, and whether a person is told all three parts. */
  async function failed(home: string, ...args: string[]) {
    const { exit, document, stderr } = await json(home, ...args);
    const { code, happened, means, next } = document.error;
    for (const part of [happened, means, next]) expect(part).toMatch(/^\S.*\.$/);
    expect(stderr).toContain(`${happened} ${means} ${next}\n  code ${code}`);
    return { exit, code };
  }

  it('1 on a PC that is not set up, or that another SPAMS is using', async () => {
    const office = await TestOffice.open(realTime());
    expect(await failed(await testFolder(), 'menu', 'show')).toEqual({ exit: 1, code: 'not-enrolled' });
    const { home } = await templateBranch(office);
    expect(await failed(home.folder, 'status')).toEqual({ exit: 1, code: 'home-locked' });
  });

  it('2 for what was typed', async () => {
    const home = await testFolder();
    expect(await failed(home, 'enroll', 'spams1.garbage')).toEqual({ exit: 2, code: 'invite-malformed' });
    const closing = ['closing', 'upload', 'day.csv', '--manager', 'mei'];
    const enrolled = await enrolledHome(await TestOffice.open(realTime()));
    expect(await failed(enrolled, ...closing, '--date', '2026-02-30')).toEqual({ exit: 2, code: 'usage' });
    expect(await failed(enrolled, ...closing, '--part', 'The Bar')).toEqual({ exit: 2, code: 'usage' });
    expect((await json(home, 'menu', 'eat')).document.error.happened).toBe("unknown command 'eat'.");
    const noHome = await runCli(BRANCH_CLI, ['menu', 'show']);
    expect(noHome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--home') });
    const noPassphrase = await runCli(BRANCH_CLI, ['--home', enrolled, ...closing]);
    expect(noPassphrase).toMatchObject({ code: 2, stderr: expect.stringContaining('SPAMS_PASSPHRASE') });
  });

  it('3 when the office refuses', async () => {
    const home = await enrolledHome(await TestOffice.start(realTime()));
    expect(await failed(home, 'menu', 'fetch')).toEqual({ exit: 3, code: 'menu-not-published' });
  });

  it('4 for what is not to be trusted', async () => {
    const office = await TestOffice.start(realTime());
    const home = await enrolledHome(office);
    await office.publish();
    await spams(home, 'menu', 'fetch');
    const path = join(home, 'menu', 'menu.p7m');
    await writeFile(path, flipped(await readFile(path)));
    expect(await failed(home, 'menu', 'show')).toEqual({ exit: 4, code: 'not-opened' });
  });
});

describe('when the office is away, it ends with 5', () => {
  it('shows the last menu, marked stale', async () => {
    const office = await TestOffice.start(realTime());
    const home = await enrolledHome(office);
    await office.publish();
    await spams(home, 'menu', 'fetch');
    await office.stop();
    const { exit, document } = await json(home, 'menu', 'fetch');
    expect(exit).toBe(5);
    expect(document).toMatchObject({ items: [LAKSA], stale: true, staleness: 'offline', changed: false });
    expect(document.error).toMatchObject({ code: 'office-unreachable', happened: "Can't reach head office." });
    const person = await spams(home, 'menu', 'fetch');
    expect(person.code).toBe(5);
    expect(person.stdout).toMatch(/^Can't reach head office\. This is the last menu\.\nVersion .+\nSTALE: /);
  });

  it('keeps the closing queued, and sends it when the office is back', async () => {
    const office = await TestOffice.open(realTime());
    const home = await enrolledHome(office);
    const closing = await json(home, 'closing', 'upload', await salesFile(), '--manager', 'mei');
    expect(closing.exit).toBe(5);
    expect(closing.document).toMatchObject({ state: 'queued', receipt: null, error: { code: 'office-unreachable' } });
    expect((await json(home, 'outbox', 'send')).exit).toBe(5);
    expect((await json(home, 'outbox', 'list')).document.outbox).toMatchObject([
      { documentId: closing.document.documentId, state: 'queued' },
    ]);
    await office.serve();
    const sent = await json(home, 'outbox', 'send');
    expect(sent).toMatchObject({ exit: 0, document: { sent: [{ state: 'delivered' }] } });
    expect(await listClosings(office.context.db, {})).toMatchObject([{ documentId: closing.document.documentId }]);
  });
});
