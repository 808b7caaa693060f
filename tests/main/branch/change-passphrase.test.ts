import { readdir } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { changePassphrase, enrolManager, unlockManager } from '../../../src/main/branch/managers.ts';
import { agedOffices, ageManager } from '../../support/aged-office.ts';
import { templateBranch } from '../../support/branch.ts';
import { startOfRun } from '../../support/clock.ts';
import { managersOf } from '../../support/kept.ts';
import { TestOffice } from '../../support/office.ts';
import { daysFrom } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';
import { PASSPHRASE } from '../../support/shared.ts';
import { contentsOf } from '../../support/tree.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const NEXT = 'kaya toast, soft eggs';

describe('when a manager changes the passphrase', () => {
  it('the old one opens nothing any more, the new one signs, and the certificate is the same', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const { certificate } = await unlockManager(branch, 'mei', PASSPHRASE);
    await changePassphrase(branch, 'mei', PASSPHRASE, NEXT);
    await expect(upload(branch)).toFailWith('passphrase-wrong');
    expect((await upload(branch, { passphrase: NEXT })).receipt?.manager).toBe('mei');
    expect((await unlockManager(branch, 'mei', NEXT)).certificate).toEqual(certificate);
    expect(await readdir(branch.home.managers)).toEqual(['mei.json']);
  });

  it('also offline, and the invite of before still changes nothing', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const invite = await office.addManager('SG-01', 'tan');
    await enrolManager(branch, invite, PASSPHRASE);
    await office.stop();
    await changePassphrase(branch, 'tan', PASSPHRASE, NEXT);
    await unlockManager(branch, 'tan', NEXT);
    const again = await TestOffice.reopen(office);
    await again.serve();
    await enrolManager(branch, invite, NEXT);
    await unlockManager(branch, 'tan', NEXT);
  });

  it.each([
    ['the current one is wrong', 'mei', 'laksa and teh', NEXT, 'passphrase-wrong'],
    ['the new one is too short', 'mei', PASSPHRASE, '7 chars', 'passphrase-weak'],
    ['the current one is wrong and the new one too short', 'mei', 'laksa and teh', '', 'passphrase-wrong'],
    ['nobody is called so', 'nobody', PASSPHRASE, NEXT, 'manager-unknown'],
    ['the name leads elsewhere', '../identity/device', PASSPHRASE, NEXT, 'manager-unknown'],
  ] as const)('nothing is changed where %s', async (_, id, current, next, code) => {
    const branch = await templateBranch(await TestOffice.open());
    const before = await contentsOf(branch.home.managers);
    await expect(changePassphrase(branch, id, current, next)).toFailWith(code);
    expect(await contentsOf(branch.home.managers)).toEqual(before);
  });
});

describe('when a manager whose certificate is due changes the passphrase', () => {
  const agedOffice = agedOffices(244);

  it('it is renewed by the way, under the new passphrase', async () => {
    const there = await agedOffice();
    const before = await ageManager(there, 497);
    there.clock.set(daysFrom(startOfRun(), -10));
    await changePassphrase(there.branch, 'mei', PASSPHRASE, NEXT);
    const { certificate } = await unlockManager(there.branch, 'mei', NEXT);
    expect(certificate.notAfter.getTime()).toBeGreaterThan(before.notAfter.getTime());
    expect(await managersOf(there.branch)).toEqual([
      { id: 'mei', certificateExpires: certificate.notAfter.toISOString() },
    ]);
    await expect(unlockManager(there.branch, 'mei', PASSPHRASE)).toFailWith('passphrase-wrong');
  });
});
