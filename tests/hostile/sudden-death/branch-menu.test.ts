import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { writeConfig } from '../../../src/main/branch/config.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openBranch, templateBranch, testHome } from '../../support/branch.ts';
import { realTime } from '../../support/clock.ts';
import { FakeOffice } from '../../support/fake-office.ts';
import { asked, killedAt, numbered, stepsOf, written } from '../../support/kills.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';

const KOPI = { ...LAKSA, code: '201', name: 'Kopi' };

describe('spams-branch menu fetch', () => {
  const STEPS = [
    ...asked(PATHS.office),
    ...written('office.json'),
    ...asked(PATHS.menu),
    ...written('menu/earlier.p7m'),
    ...written('menu/menu.p7m'),
    ...written('menu/state.json'),
  ];
  const NEW = STEPS.indexOf('file renamed: menu/menu.p7m') + 1;

  /** A PC that has the menu with laksa, as it came; the office has published kopi since. */
  async function scene() {
    const office = await TestOffice.start(realTime());
    const branch = await templateBranch(office);
    await office.publish([LAKSA]);
    await fetchMenu(branch);
    const laksa = await readFile(branch.home.menu);
    await office.publish([KOPI]);
    await branch.home.release();
    return {
      office,
      laksa,
      killable: { side: 'branch', folder: branch.home.folder, args: ['menu', 'fetch'] } as const,
    };
  }

  it('goes through these steps', async () => {
    expect(await stepsOf((await scene()).killable)).toEqual(STEPS);
  });

  it.each(numbered(STEPS))(
    'killed after "%s", shows one menu or the other, whole, and takes no older one',
    async (_, step) => {
      const { office, laksa, killable } = await scene();
      await killedAt(killable, step);
      const home = await testHome(killable.folder);
      const fake = await FakeOffice.start(office);
      const { config, device } = await openBranch(home, office);
      fake.device = device.current;
      await writeConfig(home, { ...config, url: fake.url }, config);
      const branch = await openBranch(home, office);
      expect((await showMenu(branch)).menu.items).toEqual([step < NEW ? LAKSA : KOPI]);
      fake.answer(PATHS.menu, laksa);
      if (step < NEW) expect((await fetchMenu(branch)).menu.items).toEqual([LAKSA]);
      else await expect(fetchMenu(branch)).toFailWith('menu-rollback');
      fake.behave();
      expect((await fetchMenu(branch)).menu.items).toEqual([KOPI]);
    },
  );
});
