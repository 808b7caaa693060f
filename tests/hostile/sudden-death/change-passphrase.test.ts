import { describe, expect, it } from 'vitest';
import { unlockManager } from '../../../src/main/branch/managers.ts';
import { closedBranch, openBranch, testHome } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { killedAt, numbered, stepsOf, written } from '../../support/kills.ts';
import { TestOffice } from '../../support/office.ts';
import { PASSPHRASE } from '../../support/shared.ts';

const NEXT = 'kaya toast, soft eggs';

describe('spams-branch manager passphrase', () => {
  const STEPS = written('managers/mei.json');
  const NEW = STEPS.indexOf('file renamed: managers/mei.json') + 1;

  async function scene() {
    const office = await TestOffice.open(realTime());
    const folder = await closedBranch(office);
    const env = { SPAMS_PASSPHRASE: PASSPHRASE, SPAMS_NEW_PASSPHRASE: NEXT };
    return { office, killable: { side: 'branch', folder, args: ['manager', 'passphrase', 'mei'], env } as const };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))(
    'killed after "%s", one passphrase opens the key, and the other doesn\'t',
    async (_, step) => {
      const { office, killable } = await scene();
      await killedAt(killable, step);
      const branch = await openBranch(await testHome(killable.folder), office);
      const [good, bad] = step < NEW ? [PASSPHRASE, NEXT] : [NEXT, PASSPHRASE];
      expect((await unlockManager(branch, 'mei', good)).certificate.identity).toMatchObject({ id: 'mei' });
      await expect(unlockManager(branch, 'mei', bad)).toFailWith('passphrase-wrong');
    },
  );
});
