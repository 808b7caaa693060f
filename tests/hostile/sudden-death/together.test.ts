import { describe, expect, it, vi } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { closedBranch, openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { BRANCH_CLI, runCli } from '../../support/cli.ts';
import { realTime } from '../../support/clock.ts';
import { Desk } from '../../support/closings.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { outboxOf, sendAll } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { SALES, salesFile, upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { closingsAt, expectDelivered } from './delivered.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

describe('when the answer is lost after the commit', () => {
  it('the closing stays queued, is sent again, and the office holds it once', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    fake.loseAnswer(PATHS.closings);
    expect((await upload(branch)).error?.code).toBe('office-unreachable');
    expect([await closingsAt(office), (await outboxOf(branch)).length]).toEqual([1, 1]);
    await sendAll(branch);
    await expectDelivered(office, branch, SALES);
  });
});

describe('when the office is gone for a day, then back', () => {
  it('what was closed meanwhile arrives by itself, once, and its own day', async () => {
    const away = await TestOffice.open();
    const branch = await templateBranch(away);
    const { entry } = await upload(branch);
    away.clock.advance({ hours: 12 });
    expect((await sendAll(branch))[0]?.error?.code).toBe('office-unreachable');
    away.clock.advance({ hours: 12 });
    await away.serve();
    const [sent] = await sendAll(branch);
    expect(sent?.receipt?.businessDate).toBe(entry.businessDate);
    await expectDelivered(away, branch, SALES);
  });
});

describe('when two processes of one branch close the day at the same moment', () => {
  it('one does, the other is told who has the folder, and the office holds one closing', async () => {
    const office = await TestOffice.start(realTime());
    const home = await closedBranch(office);
    const args = ['--home', home, '--json', 'closing', 'upload', await salesFile(), '--manager', 'mei'];
    const results = await Promise.all([1, 2].map(() => runCli(BRANCH_CLI, args, { SPAMS_PASSPHRASE: PASSPHRASE })));
    const [delivered, refused] = results.sort((a, b) => a.code - b.code);
    expect(JSON.parse(delivered!.stdout)).toMatchObject({ state: 'delivered' });
    expect([refused!.code, JSON.parse(refused!.stdout).error.code]).toEqual([1, 'home-locked']);
    await expectDelivered(office, await openBranch(await testHome(home), office), SALES);
  });
});

describe('when one document is uploaded twice at the same moment', () => {
  it('it is one closing with one receipt', async () => {
    const { context } = await TestOffice.open();
    const desk = await Desk.open(context);
    const closing = await desk.closing();
    const answers = await Promise.all([desk.send(closing), desk.send(closing)]);
    expect(answers.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
    expect(answers[0]!.closing.receipt).toEqual(answers[1]!.closing.receipt);
    expect((await context.audit.verify(context.db)).sequence).toBeGreaterThan(1);
  });
});
