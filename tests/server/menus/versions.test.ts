import { describe, expect, it } from 'vitest';
import { branchMenu } from '../../../src/server/menus/branch-menu.ts';
import { listPublications, type Validity } from '../../../src/server/menus/publications.ts';
import { readDocument } from '../../../src/shared/cms/document.ts';
import { parseBranchMenu } from '../../../src/shared/menu/menu.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';

const HOUR = 60 * 60 * 1000;

/** The version that SG-01 gets now, and what its menu says. */
async function served({ context }: TestOffice, branch = 'SG-01') {
  const { version, signed_data } = await branchMenu(context, branch);
  const { header, body, signer } = await readDocument(signed_data);
  return { version, header, signer, menu: parseBranchMenu(body), dish: parseBranchMenu(body).items[0]?.name };
}

/** Publishes a menu of one dish, from and until so many hours from now. */
function publish(office: TestOffice, dish: string, from = 0, until?: number): Promise<number> {
  const at = (hours: number): Date => new Date(office.clock.now().getTime() + hours * HOUR);
  const validity: Validity = { validFrom: at(from), validUntil: until === undefined ? undefined : at(until) };
  return office.publish([{ ...LAKSA, name: dish }], validity);
}

const unixSeconds = (office: TestOffice): number => Math.floor(office.clock.now().getTime() / 1000);

describe('when a branch asks for its menu', () => {
  it('learns that there is none before the first begins', async () => {
    const office = await TestOffice.open();
    await expect(served(office)).toFailWith('menu-not-published');
    await publish(office, 'Tomorrow', 24);
    await expect(served(office)).toFailWith('menu-not-published');
  });

  it('gets it resolved for the branch, signed by the office and addressed to the branch', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Laksa', 0, 24);
    const { header, menu, signer, version } = await served(office);
    expect(header).toMatchObject({ kind: 'menu', to: 'urn:spams:branch:SG-01', branch: 'SG-01' });
    expect(signer.identity).toEqual({ role: 'office-signing' });
    const now = office.clock.now();
    expect(menu).toEqual({
      branch: 'SG-01',
      version,
      publishedAt: now.toISOString(),
      validFrom: now.toISOString(),
      validUntil: new Date(now.getTime() + 24 * HOUR).toISOString(),
      currency: 'SGD',
      items: [LAKSA].map((item) => ({ ...item, name: 'Laksa' })),
    });
  });

  it('gets the very same signed menu every time, whoever asks', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Laksa');
    const first = await branchMenu(office.context, 'SG-01');
    office.clock.advance({ hours: 5 });
    expect(await branchMenu(office.context, 'SG-01')).toEqual(first);
  });

  it('gives requests that come at the same moment one version', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Laksa');
    const rows = await Promise.all(Array.from({ length: 20 }, () => branchMenu(office.context, 'SG-01')));
    expect(new Set(rows.map(({ version }) => version)).size).toBe(1);
    expect(new Set(rows.map(({ signed_data }) => signed_data.toString('hex'))).size).toBe(1);
    expect(await office.context.db.selectFrom('branch_menus').selectAll().execute()).toHaveLength(1);
  });
});

describe('when menus get their versions', () => {
  it('begins at Unix seconds and grows with every menu, within the same second and when the clock steps back', async () => {
    const office = await TestOffice.open();
    await publish(office, 'One');
    const one = await served(office);
    expect(one.version).toBe(unixSeconds(office));
    await publish(office, 'Two');
    expect(await served(office)).toMatchObject({ version: one.version + 1, dish: 'Two' });
    office.clock.advance({ minutes: -1 });
    await publish(office, 'Three', 1 / 60);
    office.clock.advance({ minutes: 1 });
    expect(await served(office)).toMatchObject({ version: one.version + 2, dish: 'Three' });
    office.clock.advance({ hours: 1 });
    await publish(office, 'Four');
    expect(await served(office)).toMatchObject({ version: unixSeconds(office), dish: 'Four' });
  });

  it('gives it when the menu takes effect: a fix of today ranks below what was scheduled before it', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Today');
    const today = await served(office);
    await publish(office, 'Tomorrow', 24);
    await publish(office, 'Today, mended');
    const mended = await served(office);
    office.clock.advance({ hours: 24 });
    const tomorrow = await served(office);
    expect([today.dish, mended.dish, tomorrow.dish]).toEqual(['Today', 'Today, mended', 'Tomorrow']);
    expect(mended.version).toBeGreaterThan(today.version);
    expect(tomorrow.version).toBeGreaterThan(mended.version);
    expect(tomorrow.version).toBe(unixSeconds(office));
  });

  it('gives none to what is published again as it was, unless its end is another', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Laksa');
    const first = await branchMenu(office.context, 'SG-01');
    office.clock.advance({ hours: 1 });
    await publish(office, 'Laksa');
    expect(await branchMenu(office.context, 'SG-01')).toEqual(first);
    await publish(office, 'Laksa', 0, 24);
    const ending = await served(office);
    expect(ending.version).toBeGreaterThan(first.version);
    expect(ending.menu.validUntil).not.toBeNull();
  });

  it('counts each branch by itself', async () => {
    const office = await TestOffice.open();
    await office.addBranch('SG-02');
    await publish(office, 'One');
    const first = await served(office);
    office.clock.advance({ hours: 1 });
    const other = await served(office, 'SG-02');
    expect(other.menu.branch).toBe('SG-02');
    expect(other.version).toBe(first.version + 3600);
    expect((await served(office)).version).toBe(first.version);
  });
});

describe('when a menu ends', () => {
  it('lets a special menu give way to the standing one, which then ranks above it', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Standing');
    const before = await served(office);
    await publish(office, 'National Day', 1, 3);
    office.clock.advance({ hours: 1 });
    const special = await served(office);
    office.clock.advance({ hours: 2 });
    const after = await served(office);
    expect([before.dish, special.dish, after.dish]).toEqual(['Standing', 'National Day', 'Standing']);
    expect(special.version).toBeGreaterThan(before.version);
    expect(after.version).toBeGreaterThan(special.version);
  });

  it('still serves the last one when all have ended, saying when it did', async () => {
    const office = await TestOffice.open();
    await publish(office, 'First', 0, 2);
    await publish(office, 'Last', 1, 2);
    office.clock.advance({ days: 3 });
    const { dish, menu } = await served(office);
    expect(dish).toBe('Last');
    expect(new Date(menu.validUntil ?? '') < office.clock.now()).toBe(true);
  });

  it.each([{ until: -1 }, { until: 0 }])(
    'refuses one that would end $until hours after it begins',
    async ({ until }) => {
      const office = await TestOffice.open();
      await expect(publish(office, 'Laksa', 0, until)).toFailWith('usage');
      expect(await listPublications(office.context)).toEqual([]);
    },
  );
});

describe('when the office lists its menus', () => {
  it('says which is in force, which are to come and which are past', async () => {
    const office = await TestOffice.open();
    await publish(office, 'Past');
    office.clock.advance({ hours: 1 });
    await publish(office, 'In force');
    await publish(office, 'To come', 1);
    const states = (await listPublications(office.context)).map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      [3, 'scheduled'],
      [2, 'in force'],
      [1, 'past'],
    ]);
  });
});
