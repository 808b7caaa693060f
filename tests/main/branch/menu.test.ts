import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Branch } from '../../../src/main/branch/branch.ts';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { templateBranch } from '../../support/branch.ts';
import { branchBehindFake, type FakeOffice } from '../../support/fake-office.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { flipped } from '../../support/office-documents.ts';

const KOPI = { ...LAKSA, code: '201', name: 'Kopi 咖啡', price: 160 };

/** Keeps what the office answers for the menu. */
function statuses(fake: FakeOffice): number[] {
  const seen: number[] = [];
  fake.on(PATHS.menu, async (_, real) => {
    const reply = await real();
    seen.push(reply.status);
    return reply;
  });
  return seen;
}

describe('when the menu is fetched', () => {
  it('is shown as it was published, with who signed it when', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish([LAKSA, KOPI]);
    const fetched = await fetchMenu(branch);
    expect(fetched.menu).toMatchObject({ branch: 'SG-01', currency: 'SGD', items: [LAKSA, KOPI] });
    expect(fetched).toMatchObject({ changed: true, stale: null, offline: undefined, signedAt: office.clock.now() });
    expect(await showMenu(branch)).toMatchObject({ menu: fetched.menu, stale: null });
  });

  it('is not sent again while it is the same, and is known to be checked', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await office.publish();
    const seen = statuses(fake);
    const first = await fetchMenu(branch);
    office.clock.advance({ hours: 3 });
    const second = await fetchMenu(branch);
    expect(seen).toEqual([200, 304]);
    expect(second).toMatchObject({ menu: first.menu, changed: false, fetchedAt: first.fetchedAt });
    expect(second.checkedAt).toBe(office.clock.now().toISOString());
  });

  it('is another after another was published, of a higher version', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    const { menu: before } = await fetchMenu(branch);
    await office.publish([KOPI]);
    const after = await fetchMenu(branch);
    expect(after).toMatchObject({ changed: true, menu: { items: [KOPI] } });
    expect(after.menu.version).toBeGreaterThan(before.version);
  });

  it('says what changed since the menu before, until there is another', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    expect((await fetchMenu(branch)).changes).toEqual([]);
    await office.publish([{ ...LAKSA, price: 700 }, KOPI]);
    const changes = [
      { kind: 'price', code: LAKSA.code, name: LAKSA.name, size: null, before: LAKSA.price, after: 700 },
      { kind: 'new', code: KOPI.code, name: KOPI.name },
    ];
    expect((await fetchMenu(branch)).changes).toEqual(changes);
    expect(await fetchMenu(branch)).toMatchObject({ changed: false, changes });
    await office.publish([{ ...LAKSA, price: 700 }]);
    expect((await fetchMenu(branch)).changes).toEqual([{ kind: 'removed', code: KOPI.code, name: KOPI.name }]);
  });

  it('shows the menu also when the one before is damaged', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    await fetchMenu(branch);
    await office.publish([KOPI]);
    await fetchMenu(branch);
    await writeFile(branch.home.earlierMenu, 'not a menu');
    expect(await showMenu(branch)).toMatchObject({ menu: { items: [KOPI] }, changes: [] });
  });

  it('menu-not-published when there is none, and nothing to show', async () => {
    const branch = await templateBranch(await TestOffice.start());
    await expect(fetchMenu(branch)).toFailWith('menu-not-published');
    await expect(showMenu(branch)).toFailWith('menu-none');
  });
});

describe('when the office is away', () => {
  it('shows the last menu, marked stale, and says why', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    const { menu } = await fetchMenu(branch);
    await office.stop();
    const fetched = await fetchMenu(branch);
    expect(fetched).toMatchObject({ menu, changed: false, stale: 'offline', offline: { code: 'office-unreachable' } });
  });

  it('gives that as the reason when there is no last menu', async () => {
    const branch = await templateBranch(await TestOffice.open());
    await expect(fetchMenu(branch)).toFailWith('office-unreachable');
  });
});

describe('when a menu grows old', () => {
  it('without an end, it is stale a day after the office was last asked, to the second', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    await fetchMenu(branch);
    office.clock.advance({ hours: 24 });
    expect((await showMenu(branch)).stale).toBeNull();
    office.clock.advance({ seconds: 1 });
    expect((await showMenu(branch)).stale).toBe('not-checked');
    expect((await fetchMenu(branch)).stale).toBeNull();
  });

  it('it is stale too when the clock stands before the last check', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    office.clock.advance({ days: 2 });
    await fetchMenu(branch);
    office.clock.advance({ minutes: -5 });
    expect((await showMenu(branch)).stale).toBeNull();
    office.clock.advance({ seconds: -1 });
    expect((await showMenu(branch)).stale).toBe('not-checked');
    expect((await fetchMenu(branch)).stale).toBeNull();
  });

  it('with an end, it is stale from that moment, online and offline', async () => {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    const validUntil = new Date(office.clock.now().getTime() + 48 * 3_600_000);
    await office.publish([LAKSA], { validUntil });
    await fetchMenu(branch);
    office.clock.advance({ hours: 48, seconds: -1 });
    expect((await showMenu(branch)).stale).toBeNull();
    office.clock.advance({ seconds: 1 });
    expect((await fetchMenu(branch)).stale).toBe('expired');
    await office.stop();
    expect((await fetchMenu(branch)).stale).toBe('expired');
  });
});

describe('when the menu on disk is not what it was', () => {
  async function fetchedOnce(): Promise<{ office: TestOffice; branch: Branch }> {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await office.publish();
    await fetchMenu(branch);
    return { office, branch };
  }

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['one byte is another', (bytes) => flipped(bytes)],
    ['its end is missing', (bytes) => bytes.subarray(0, -1)],
    ['it is empty', () => Buffer.alloc(0)],
  ])('it is not shown when %s, and the next fetch mends it', async (_, damage) => {
    const { branch } = await fetchedOnce();
    const good = await showMenu(branch);
    await writeFile(branch.home.menu, damage(await readFile(branch.home.menu)));
    await expect(showMenu(branch)).toFailWith('not-opened');
    expect((await fetchMenu(branch)).menu).toEqual(good.menu);
    expect((await showMenu(branch)).menu).toEqual(good.menu);
  });

  it('the next fetch brings it back when it is gone', async () => {
    const { branch } = await fetchedOnce();
    await rm(branch.home.menu);
    await expect(showMenu(branch)).toFailWith('menu-none');
    expect((await fetchMenu(branch)).menu.items).toEqual([LAKSA]);
  });

  it('is shown when the PC died before it noted the new version, and the next fetch notes it', async () => {
    const { office, branch } = await fetchedOnce();
    const before = await readFile(branch.home.menuState);
    await office.publish([KOPI]);
    await fetchMenu(branch);
    await writeFile(branch.home.menuState, before);
    expect((await showMenu(branch)).menu.items).toEqual([KOPI]);
    expect((await fetchMenu(branch)).menu.items).toEqual([KOPI]);
  });

  it.each(['{"highest":1', '', '{"highest":"9"}'])(
    'is shown though its state is %j, and the next fetch mends that',
    async (state) => {
      const { office, branch } = await fetchedOnce();
      const good = await showMenu(branch);
      await writeFile(branch.home.menuState, state);
      expect(await showMenu(branch)).toMatchObject({ menu: good.menu, checkedAt: good.signedAt.toISOString() });
      office.clock.advance({ days: 1, seconds: 1 });
      expect((await showMenu(branch)).stale).toBe('not-checked');
      expect(await fetchMenu(branch)).toMatchObject({ menu: good.menu, changed: false, stale: null });
      expect(JSON.parse(await readFile(branch.home.menuState, 'utf8'))).toMatchObject({ highest: good.menu.version });
    },
  );
});
