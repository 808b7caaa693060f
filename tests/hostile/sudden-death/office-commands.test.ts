import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { listBranches, reinvite } from '../../../src/server/authority/branches.ts';
import { listInvites } from '../../../src/server/authority/invites.ts';
import { exportEvidence } from '../../../src/server/closings/evidence.ts';
import { saveDraft } from '../../../src/server/menus/draft.ts';
import { publicationInForce } from '../../../src/server/menus/publications.ts';
import { parseInvite } from '../../../src/shared/pki/invite.ts';
import { followVerifyText } from '../../support/auditor.ts';
import { readBackup } from '../../support/backup-reader.ts';
import { realTime } from '../../support/clock.ts';
import { Desk } from '../../support/closings.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { committed, killedAt, numbered, removed, stepsOf, written, writtenFolder } from '../../support/kills.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { daysFrom } from '../../support/pki.ts';
import { salesFile } from '../../support/sales.ts';
import { everythingIn } from '../../support/tree.ts';
import { closingsAt } from './delivered.ts';

const BACKUP_PASSPHRASE = 'a backup passphrase';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** Runs a command on an office until it dies at a step; gives the office as it is then, its audit chain whole. */
async function after(office: TestOffice, last: number, args: string[], env = {}): Promise<TestOffice> {
  await killedAt({ side: 'office', folder: office.folder, args, env }, last);
  const again = await TestOffice.reopen(office);
  await again.context.audit.verify(again.context.db);
  return again;
}

const office = (): Promise<TestOffice> => TestOffice.open(realTime());

const steps = ({ folder }: TestOffice, args: string[], env = {}): Promise<string[]> =>
  stepsOf({ side: 'office', folder, args, env });

const isDone = (step: string): boolean => step === 'transaction committed';

describe('spams-office branch add', () => {
  const STEPS = committed('branch.added', 'device.added', 'invite.created');
  const ARGS = ['branch', 'add', 'SG-02', '--name', 'Tampines'];

  it('goes through these steps', async () => {
    expect(await steps(await office(), ARGS)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has added all of it or nothing', async (step, last) => {
    const { context } = await after(await office(), last, ARGS);
    const added = (await listBranches(context)).filter(({ code }) => code === 'SG-02');
    const invites = (await listInvites(context)).filter(({ branch }) => branch === 'SG-02');
    expect([added.map(({ devices }) => devices.length), invites.length]).toEqual(isDone(step) ? [[1], 1] : [[], 0]);
    if (!isDone(step)) return;
    const invite = await reinvite(context, { role: 'device', branch: 'SG-02', id: 'main' }, 'tests');
    expect(parseInvite(invite).branch).toBe('SG-02');
  });
});

describe('spams-office branch import', () => {
  const CSV = 'code,name,timezone,currency,cutoff,locale\nSG-02,Tampines,Asia/Singapore,SGD,4,en-SG\n';
  const ADDED = committed('branch.added', 'device.added', 'invite.created');
  const INVITE = 'SG-02.spams-invite';
  const KEPT = '.unfinished-import';
  /** What is to be written is on disk before the transaction is complete. */
  const STEPS = [...ADDED.slice(0, -2), ...written(KEPT), ...ADDED.slice(-2), ...written(INVITE), removed(KEPT)];
  const COMMITTED = STEPS.indexOf('transaction committed') + 1;

  async function scene() {
    const open = await office();
    const invites = join(open.folder, 'invites');
    return { open, invites, args: ['branch', 'import', await salesFile(CSV, 'branches.csv'), '--invites', invites] };
  }

  it('goes through these steps', async () => {
    const { open, args } = await scene();
    expect((await steps(open, args)).map((step) => step.replace('invites/', ''))).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", comes to its end the next time', async (_, last) => {
    const { open, invites, args } = await scene();
    const again = await after(open, last, args);
    const { finished } = await Commands.office(again.folder).json(...args);
    expect(finished).toBe(last >= COMMITTED && last < STEPS.length ? 1 : 0);
    expect(await readdir(invites)).toEqual([INVITE]);
    const { id } = parseInvite(await readFile(join(invites, INVITE), 'utf8'));
    const made = (await listInvites(again.context)).filter(({ branch }) => branch === 'SG-02');
    expect(made).toEqual([expect.objectContaining({ id, state: 'open' })]);
  });
});

describe('spams-office device revoke', () => {
  const STEPS = committed('device.revoked');
  const ARGS = ['device', 'revoke', 'SG-01', 'main'];

  it('goes through these steps', async () => {
    expect(await steps(await office(), ARGS)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has shut it out in the CRL too, or not at all', async (step, last) => {
    const { context } = await after(await office(), last, ARGS);
    const crls = await context.db.selectFrom('crls').select('number').where('issuer', '=', 'issuing').execute();
    const revoked = await context.db
      .selectFrom('certificates')
      .select('serial')
      .where('revoked_at', 'is not', null)
      .execute();
    expect([crls.length, revoked.length]).toEqual(isDone(step) ? [2, 1] : [1, 0]);
  });
});

describe('spams-office menu publish', () => {
  const STEPS = committed('menu.published');
  const args = async (): Promise<string[]> => [
    'menu',
    'publish',
    await salesFile('1 Laksa 6.50\n', 'menu.txt'),
    '--currency',
    'SGD',
  ];

  it('goes through these steps', async () => {
    expect(await steps(await office(), await args())).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has published it or nothing', async (step, last) => {
    const { context } = await after(await office(), last, await args());
    expect((await publicationInForce(context.db, context.clock())) !== undefined).toBe(isDone(step));
  });
});

describe('spams-office menu publish --draft', () => {
  const STEPS = committed('menu.published');
  const ARGS = ['menu', 'publish', '--draft'];

  async function withDraft(): Promise<TestOffice> {
    const open = await office();
    const content = { currency: 'SGD', items: [LAKSA], overrides: [] };
    await saveDraft(open.context, { file: 'menu.csv', content, warnings: [], needsReview: false }, 'tests');
    return open;
  }

  it('goes through these steps', async () => {
    expect(await steps(await withDraft(), ARGS)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has it published or still a draft', async (step, last) => {
    const { context } = await after(await withDraft(), last, ARGS);
    const drafts = await context.db.selectFrom('menu_drafts').select('id').execute();
    const isPublished = (await publicationInForce(context.db, context.clock())) !== undefined;
    expect([isPublished, drafts.length]).toEqual(isDone(step) ? [true, 0] : [false, 1]);
  });
});

describe('spams-office backup', () => {
  /** The database's snapshot goes last. */
  const STEPS = [...committed('backup.made'), ...written('office.backup'), removed('a temporary file')];
  const WHOLE = STEPS.indexOf('file renamed: office.backup') + 1;
  const ENV = { SPAMS_BACKUP_PASSPHRASE: BACKUP_PASSPHRASE };
  const args = ({ folder }: TestOffice): string[] => ['backup', '--out', join(folder, 'office.backup')];

  it('goes through these steps', async () => {
    const open = await office();
    expect(await steps(open, args(open), ENV)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has written a whole backup or none', async (_, last) => {
    const open = await office();
    await after(open, last, args(open), ENV);
    const made = (await readdir(open.folder)).includes('office.backup');
    expect(made).toBe(last >= WHOLE);
    if (made) {
      const { header } = readBackup(await readFile(join(open.folder, 'office.backup')), BACKUP_PASSPHRASE);
      expect(header.root).toBe(open.context.keys.root.fingerprint);
    }
    const later = await TestOffice.reopen({ folder: open.folder, clock: realTime(daysFrom(new Date(0), 2).getTime()) });
    expect((await everythingIn(later.folder)).filter(({ path }) => path.endsWith('.tmp'))).toEqual([]);
  });
});

describe('spams-office evidence export', () => {
  const FILES = ['day_end.csv', 'closing.p7s', 'receipt.p7s', 'signer.pem', 'chain.pem', 'VERIFY.txt'];
  const STEPS = writtenFolder('evidence', ...FILES);
  const WHOLE = STEPS.indexOf('file renamed: evidence') + 1;

  async function scene() {
    const open = await office();
    const { closing } = await (await Desk.open(open.context)).close();
    const parent = await testFolder();
    const args = ['evidence', 'export', closing.number, '--out', join(parent, 'evidence')];
    return { open, parent, args, id: closing.number };
  }

  it('goes through these steps', async () => {
    const { open, args } = await scene();
    expect((await steps(open, args)).map((step) => step.replace(/: .*\/(evidence)/, ': $1'))).toEqual(STEPS);
  });

  it.each(numbered(STEPS))('killed after "%s", has written all of it or nothing, and can again', async (_, last) => {
    const { open, parent, args, id } = await scene();
    const again = await after(open, last, args);
    const folder = join(parent, 'evidence');
    expect((await readdir(parent)).includes('evidence')).toBe(last >= WHOLE);
    if (last < WHOLE) await exportEvidence(again.context, id, folder);
    expect((await readdir(folder)).sort()).toEqual([...FILES].sort());
    expect((await followVerifyText(folder)).failed).toEqual([]);
    expect(await closingsAt(again)).toBe(1);
  });
});
