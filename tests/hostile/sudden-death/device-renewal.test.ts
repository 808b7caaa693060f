import { describe, expect, it } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { agedOffices } from '../../support/aged-office.ts';
import { openBranch, testHome } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { asked, killedAt, numbered, stepsOf, written } from '../../support/kills.ts';

describe("spams-branch, as it renews its device's certificate", () => {
  const STEPS = [
    ...asked(PATHS.office),
    ...written('office.json'),
    ...asked(PATHS.simplereenroll),
    ...written('identity/device.json'),
  ];
  const RENEWAL = STEPS.indexOf(`request about to be sent: ${PATHS.simplereenroll}`);
  const agedOffice = agedOffices(300);

  async function scene() {
    const { context, clock, branch } = await agedOffice();
    clock.set(realTime().now());
    const before = branch.device.current.certificate.fingerprint;
    await branch.close();
    await branch.home.release();
    const killable = { side: 'branch', folder: branch.home.folder, args: ['status'] } as const;
    return { context, clock, before, killable };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS).slice(RENEWAL))(
    'killed after "%s", holds a key that lets it in, and keeps the old one',
    async (_, last) => {
      const { context, clock, before, killable } = await scene();
      await killedAt(killable, last);
      const branch = await openBranch(await testHome(killable.folder), { clock });
      await branch.connect();
      const { current, earlier } = branch.device;
      expect(current.certificate.fingerprint).not.toBe(before);
      expect(earlier.map(({ certificate }) => certificate.fingerprint)).toContain(before);
      await context.audit.verify(context.db);
    },
  );
});
