import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishMenu } from '../../../src/server/menus/publications.ts';
import { closedBranch } from '../../support/branch.ts';
import { realTime, startOfRun } from '../../support/clock.ts';
import { Commands } from '../../support/commands.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { flipped } from '../../support/office-documents.ts';
import { daysFrom } from '../../support/pki.ts';
import { contentsOf } from '../../support/tree.ts';

/** An office that is reached, and the template's PC. */
async function branchAndOffice() {
  const office = await TestOffice.start(realTime());
  const home = await closedBranch(office);
  return { office, home, commands: Commands.branch(home) };
}

describe('when the menu is fetched', () => {
  it('a person reads a new one, and no log line', async () => {
    const { office, home, commands } = await branchAndOffice();
    await office.publish([
      LAKSA,
      { ...LAKSA, code: '201', name: 'Kopi', price: null, available: false, allergens: [] },
    ]);
    const text = await commands.text('menu', 'fetch');
    expect(text).toMatch(/^A new menu\.\nVersion \d+, signed by head office at .+, valid until the next one\n\n/);
    expect(text).toMatch(/\nMains +101 +Laksa 叻沙 +6\.50 +crustaceans, fish\nMains +201 +Kopi +SOLD OUT\n$/);
    expect([...(await contentsOf(join(home, 'logs'))).values()].join('')).toContain('menu version');
  });

  it('and again: it is the latest already, and the same as is shown', async () => {
    const { office, commands } = await branchAndOffice();
    await office.publish();
    const first = await commands.json('menu', 'fetch');
    const { checkedAt, ...again } = await commands.json('menu', 'fetch');
    expect(again).toEqual({ ...first, changed: false, checkedAt: undefined });
    const { changed, error, ...shown } = again;
    expect({ changed, error }).toEqual({ changed: false, error: null });
    expect(await commands.json('menu', 'show')).toEqual({ ...shown, checkedAt });
    expect(await commands.text('menu', 'fetch')).toMatch(/^Already the latest\.\nVersion /);
  });

  it('one that has ended is marked, for a person and for a program', async () => {
    const { office, commands } = await branchAndOffice();
    const [validFrom, validUntil] = [daysFrom(startOfRun(), -2), daysFrom(startOfRun(), -1)];
    const thatDay = { ...office.context, clock: () => validFrom };
    await publishMenu(thatDay, { currency: 'SGD', items: [LAKSA] }, { validFrom, validUntil }, 'tests');
    expect(await commands.json('menu', 'fetch')).toMatchObject({ stale: true, staleness: 'expired' });
    expect(await commands.text('menu', 'show')).toContain(
      `valid until ${validUntil.toISOString()}\nTHIS MENU HAS ENDED: fetch before selling.\n`,
    );
  });

  it('is told when there is none yet', async () => {
    const { commands } = await branchAndOffice();
    expect(await commands.failure('menu', 'fetch')).toMatchObject({ exit: 3, code: 'menu-not-published' });
    expect(await commands.failure('menu', 'show')).toMatchObject({ exit: 1, code: 'menu-none' });
  });
});

describe('when the office is away', () => {
  it('the last menu is shown, marked stale, and it ends with 5', async () => {
    const { office, commands } = await branchAndOffice();
    await office.publish();
    await commands.json('menu', 'fetch');
    await office.stop();
    const { exit, document } = await commands.ended('menu', 'fetch');
    expect(exit).toBe(5);
    expect(document).toMatchObject({ items: [LAKSA], stale: true, staleness: 'offline', changed: false });
    expect(document.error).toMatchObject({ code: 'office-unreachable', happened: "Can't reach head office." });
    const { code, stdout } = await commands.run('menu', 'fetch');
    expect(code).toBe(5);
    expect(stdout).toMatch(
      /^Can't reach head office\. This is the last menu\.\nVersion .+\nSTALE: head office could not/,
    );
  });

  it('there is nothing to show on a PC that never had a menu', async () => {
    const { office, commands } = await branchAndOffice();
    await office.stop();
    expect(await commands.failure('menu', 'fetch')).toMatchObject({ exit: 5, code: 'office-unreachable' });
  });

  it('a menu that was last checked over a day ago is marked', async () => {
    const { office, home, commands } = await branchAndOffice();
    await office.publish();
    await commands.json('menu', 'fetch');
    const path = join(home, 'menu', 'state.json');
    const state = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...state, checkedAt: daysFrom(startOfRun(), -2).toISOString() }));
    expect(await commands.text('menu', 'show')).toContain(
      '\nSTALE: as far as this PC knows, head office was last asked over a day ago.\n',
    );
  });
});

describe("when the PC's copy was damaged", () => {
  it('is not shown, offline neither, and ends with 4', async () => {
    const { office, home, commands } = await branchAndOffice();
    await office.publish();
    await commands.json('menu', 'fetch');
    const path = join(home, 'menu', 'menu.p7m');
    await writeFile(path, flipped(await readFile(path)));
    expect(await commands.failure('menu', 'show')).toMatchObject({ exit: 4, code: 'not-opened' });
    await office.stop();
    expect(await commands.failure('menu', 'fetch')).toMatchObject({ exit: 4, code: 'not-opened' });
  });
});
