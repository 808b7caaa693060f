import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { closedBranch } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';
import { salesFile } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const newHome = async (): Promise<string> => join(await testFolder(), 'branch');

/** An office that is reached, and the commands of the template's PC. */
async function enrolled() {
  const office = await TestOffice.start(realTime());
  return { office, commands: Commands.branch(await closedBranch(office)) };
}

/** Puts this in the place of standard input. */
function typed(text: string): void {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([text]) as typeof process.stdin);
  onTestFinished(() => void vi.restoreAllMocks());
}

describe('when a PC is set up', () => {
  it('takes its invite from standard input, and a person reads whose PC it is', async () => {
    const office = await TestOffice.start(realTime());
    const home = await newHome();
    typed(`${await office.addBranch('SG-02')}\n`);
    expect(await Commands.branch(home).text('enroll', '-')).toBe(
      `This PC is main of branch SG-02 of So Power.\nHead office's fingerprint: ${office.context.keys.root.fingerprint}\n`,
    );
    expect(JSON.parse(await readFile(join(home, 'config.json'), 'utf8'))).toMatchObject({ branch: 'SG-02' });
  });

  it('is told when it belongs to another branch already', async () => {
    const { office, commands } = await enrolled();
    expect(await commands.failure('enroll', await office.addBranch('SG-02'))).toEqual({
      exit: 1,
      code: 'already-enrolled',
      happened: 'This PC is already set up for branch SG-01.',
    });
  });

  it('is told when the invite is not one, or not for a PC', async () => {
    const office = await TestOffice.open(realTime());
    const commands = Commands.branch(await newHome());
    expect(await commands.failure('enroll', 'spams1.garbage')).toMatchObject({ exit: 2, code: 'invite-malformed' });
    expect(await commands.failure('enroll', await office.addManager('SG-01', 'tan'))).toEqual({
      exit: 2,
      code: 'invite-wrong-kind',
      happened: 'This invite is for a manager.',
    });
  });

  it('is told when the office is away, and can go on when it is back', async () => {
    const office = await TestOffice.open(realTime());
    const invite = await office.addBranch('SG-02');
    const commands = Commands.branch(await newHome());
    expect(await commands.failure('enroll', invite)).toMatchObject({ exit: 5, code: 'office-unreachable' });
    expect(await commands.failure('status')).toMatchObject({ exit: 1, code: 'not-enrolled' });
    await office.serve();
    expect(await commands.json('enroll', invite)).toMatchObject({ branch: 'SG-02', device: 'main' });
  });

  it('is told when another PC used the invite', async () => {
    const office = await TestOffice.start(realTime());
    const invite = await office.addBranch('SG-02');
    await Commands.branch(await newHome()).json('enroll', invite);
    expect(await Commands.branch(await newHome()).failure('enroll', invite)).toMatchObject({
      exit: 3,
      code: 'invite-used',
    });
  });
});

describe('when a manager is set up', () => {
  it('a person reads what can be done now, and that nobody recovers the passphrase', async () => {
    const { office, commands } = await enrolled();
    typed(`${await office.addManager('SG-01', 'tan')}\n`);
    expect(await commands.text('manager', 'enroll', '-')).toMatch(
      /^Manager tan can close the day of SG-01 on this PC\. Nobody can recover the passphrase; .+\n$/,
    );
    expect((await commands.json('status')).managers).toMatchObject([{ id: 'mei' }, { id: 'tan' }]);
  });

  it("is told when the invite is a PC's or another branch's", async () => {
    const { office, commands } = await enrolled();
    const device = await office.addBranch('SG-02');
    expect(await commands.failure('manager', 'enroll', device)).toMatchObject({ exit: 2, code: 'invite-wrong-kind' });
    const elsewhere = await office.addManager('SG-02');
    expect(await commands.failure('manager', 'enroll', elsewhere)).toMatchObject({ exit: 4, code: 'branch-mismatch' });
  });

  it.each([
    { what: 'too short', passphrase: 'kopi', code: 'passphrase-weak' },
    { what: 'not given', passphrase: '', code: 'passphrase-required' },
  ])('is told when the passphrase is $what, and the invite stays good', async ({ passphrase, code }) => {
    const { office, commands } = await enrolled();
    const invite = await office.addManager('SG-01', 'tan');
    const without = Commands.branch(await closedBranch(office), { SPAMS_PASSPHRASE: passphrase });
    expect(await without.failure('manager', 'enroll', invite)).toMatchObject({ exit: 2, code });
    expect(await commands.json('manager', 'enroll', invite)).toEqual({ branch: 'SG-01', manager: 'tan' });
  });
});

describe('when a manager changes the passphrase', () => {
  const NEXT = 'kaya toast, soft eggs';

  it('reads that the new one counts from now on; it closes the day, and the old one no longer', async () => {
    const office = await TestOffice.start(realTime());
    const home = await closedBranch(office);
    const changing = Commands.branch(home, { SPAMS_PASSPHRASE: PASSPHRASE, SPAMS_NEW_PASSPHRASE: NEXT });
    expect(await changing.text('manager', 'passphrase', 'mei')).toMatch(
      /^Manager mei signs with the new passphrase from now on\. Nobody can recover it; .+\n$/,
    );
    const file = await salesFile();
    const signing = (passphrase: string) => Commands.branch(home, { SPAMS_PASSPHRASE: passphrase });
    expect(await signing(PASSPHRASE).failure('closing', 'upload', file, '--manager', 'mei')).toMatchObject({
      exit: 1,
      code: 'passphrase-wrong',
    });
    const delivered = await signing(NEXT).json('closing', 'upload', file, '--manager', 'mei');
    expect(delivered).toMatchObject({ state: 'delivered' });
  });

  it.each([
    { what: 'the new one is missing', env: { SPAMS_PASSPHRASE: PASSPHRASE }, exit: 2, code: 'passphrase-required' },
    {
      what: 'the old one is wrong',
      env: { SPAMS_PASSPHRASE: 'x', SPAMS_NEW_PASSPHRASE: NEXT },
      exit: 1,
      code: 'passphrase-wrong',
    },
    {
      what: 'the new one is short',
      env: { SPAMS_PASSPHRASE: PASSPHRASE, SPAMS_NEW_PASSPHRASE: 'kopi' },
      exit: 2,
      code: 'passphrase-weak',
    },
  ])('is told when $what', async ({ env, exit, code }) => {
    const home = await closedBranch(await TestOffice.open(realTime()));
    expect(await Commands.branch(home, env).failure('manager', 'passphrase', 'mei')).toMatchObject({ exit, code });
  });
});
