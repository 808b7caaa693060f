import { describe, expect, it } from 'vitest';
import { publishDraft, type SavedDraft, saveDraft, savedDraft } from '../../../src/server/menus/draft.ts';
import { effectsOf, unknownBranches } from '../../../src/server/menus/effects.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { menuFile, menuScene, offered } from '../../support/menus.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { daysFrom } from '../../support/pki.ts';

const MENU = ['101,Laksa,6.50', '201,Kopi,1.80'];
const NEXT = ['101,Laksa,6.90', '301,Rojak,5.00'];

describe('when a menu is published', () => {
  it('it is said what changes, for all branches where it is the same', async () => {
    const { office, commands, publish } = await menuScene();
    await office.addBranch('SG-02');
    await office.addBranch('SG-03');
    expect((await publish(MENU)).changes).toEqual([{ branches: ['SG-01', 'SG-02', 'SG-03'], new: 2 }]);
    await commands.json('menu', 'override', '101', '--branch', 'SG-02', '--price', '7');
    office.clock.advance({ minutes: 1 });
    expect((await publish(NEXT)).changes).toEqual([
      { branches: ['SG-01', 'SG-03'], price: 1, new: 1, removed: 1 },
      { branches: ['SG-02'], new: 1, removed: 1 },
    ]);
    office.clock.advance({ minutes: 1 });
    const same = await commands.text('menu', 'publish', await menuFile(NEXT), '--at', office.clock.now().toISOString());
    expect(same.split('\n').slice(1)).toEqual(['  SG-01, SG-02, SG-03: no change', '']);
  });

  it('counts from what is in force as it begins, not from what is now', async () => {
    const { office, publish } = await menuScene();
    await publish(MENU);
    await office.publish(undefined, { validFrom: daysFrom(office.clock.now(), 1) });
    office.clock.set(daysFrom(office.clock.now(), 2));
    expect((await publish(['101,Laksa 叻沙,6.50', '201,Kopi,1.80'])).changes).toEqual([
      { branches: ['SG-01'], new: 1, text: 1, allergens: 1 },
    ]);
  });

  it('changes nothing under a menu that began later', async () => {
    const { publish } = await menuScene();
    await publish(MENU);
    const { changes } = await publish(NEXT, '--at', '2020-01-01T00:00:00Z');
    expect(changes).toEqual([{ branches: ['SG-01'] }]);
  });

  it('names a few branches, and how many more there are', async () => {
    const { office, commands } = await menuScene();
    for (let n = 10; n < 20; n += 1) await office.addBranch(`SG-${n}`);
    const text = await commands.text('menu', 'publish', await menuFile(MENU));
    expect(text).toContain('\n  SG-01, SG-10, SG-11, SG-12, SG-13, SG-14, SG-15, SG-16 and 3 more: 2 new\n');
  });

  it('takes --at and --valid-from for the same', async () => {
    const { commands } = await menuScene();
    const at = '2099-01-01T06:00:00+08:00';
    const path = await menuFile(MENU);
    for (const option of ['--at', '--valid-from']) {
      expect(await commands.json('menu', 'publish', path, option, at)).toMatchObject({
        validFrom: '2098-12-31T22:00:00.000Z',
      });
    }
    expect(await commands.failure('menu', 'publish', path, '--at', at, '--valid-from', at)).toMatchObject({
      exit: 2,
      code: 'usage',
    });
  });

  it('has the currency that is named, that all branches share, or that its file names', async () => {
    const { office, commands } = await menuScene();
    const path = await menuFile(['101,Laksa,€ 6.50']);
    const publish = ['menu', 'publish', path, '--dry-run'];
    expect((await commands.json(...publish)).currency).toBe('SGD');
    await office.addBranch('MY-01', { currency: 'MYR' });
    expect((await commands.json(...publish)).currency).toBe('EUR');
    expect((await commands.json(...publish, '--currency', 'MYR')).currency).toBe('MYR');
  });

  it('says which prices are for nobody there is', async () => {
    const office = await TestOffice.open();
    await office.addBranch('SG-02', { name: 'Changi', group: 'airports' });
    const overrides = ['SG-02', 'Changi', 'airports', 'changi', 'SG-9'].map((branch) => {
      return { branch, code: '101', size: null, price: 700 };
    });
    const content = { currency: 'SGD', items: [LAKSA], overrides };
    expect(await unknownBranches(office.context.db, content)).toEqual(['changi', 'SG-9']);
    const effects = await effectsOf(office.context, content, { validFrom: office.clock.now(), validUntil: undefined });
    expect(effects.map(({ branches }) => branches)).toEqual([['SG-01', 'SG-02']]);
  });
});

describe('when a menu has ended already', () => {
  it.each([[[]], [['--dry-run']]])('it is refused, with %j, for no branch would ever get it', async (more) => {
    const { commands } = await menuScene();
    const ended = ['--at', '2020-01-01T00:00:00Z', '--valid-until', '2020-02-01T00:00:00Z'];
    expect(await commands.failure('menu', 'publish', await menuFile(MENU), ...ended, ...more)).toEqual({
      exit: 2,
      code: 'usage',
      happened: 'the menu would have ended already.',
    });
    expect(await commands.json('menu', 'list')).toEqual({ publications: [] });
  });
});

describe('when publishing is only tried', () => {
  it('says the same and writes nothing', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    const before = await fetched();
    const records = await newestRecords(office, 100);
    office.clock.advance({ minutes: 1 });
    const path = await menuFile(NEXT);
    const { changes, publication, items } = await commands.json('menu', 'publish', path, '--dry-run');
    expect([changes, publication, items]).toEqual([[{ branches: ['SG-01'], price: 1, new: 1, removed: 1 }], null, 2]);
    expect(await commands.text('menu', 'publish', path, '--dry-run')).toMatch(
      /^Read menu\.csv: 2 items in SGD\. Nothing is published; from \S+Z it would change:\n {2}SG-01: 1 price, 1 new, 1 removed\n$/,
    );
    expect(await fetched()).toEqual(before);
    expect(await newestRecords(office, 100)).toEqual(records);
    expect((await commands.json('menu', 'list')).publications).toHaveLength(1);
  });

  it('is refused as publishing is', async () => {
    const { commands } = await menuScene();
    const ended = ['--valid-until', '2020-01-01T00:00:00Z', '--dry-run'];
    expect(await commands.failure('menu', 'publish', await menuFile(MENU), ...ended)).toMatchObject({ code: 'usage' });
  });
});

describe('when a menu is a draft', () => {
  it('reaches nobody until it is published, which is once', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    const before = await fetched();
    office.clock.advance({ minutes: 1 });
    const path = await menuFile(NEXT, { name: 'autumn.csv' });
    expect(await commands.json('menu', 'draft', path, '--by', 'ana')).toMatchObject({
      file: 'autumn.csv',
      items: 2,
      currency: 'SGD',
      format: 'csv',
    });
    expect(await newestRecords(office, 1)).toEqual([['ana', 'menu.drafted', 'autumn.csv']]);
    expect(await fetched()).toEqual(before);
    const at = ['--at', office.clock.now().toISOString()];
    const published = await commands.json('menu', 'publish', '--draft', ...at, '--by', 'ben');
    expect(published).toMatchObject({
      publication: 2,
      file: 'autumn.csv',
      items: 2,
      changes: [{ branches: ['SG-01'], price: 1, new: 1, removed: 1 }],
    });
    expect(await newestRecords(office, 1)).toEqual([['ben', 'menu.published', '2']]);
    expect(offered(await fetched())).toEqual({ 101: 690, 301: 500 });
    for (const again of [
      ['publish', '--draft'],
      ['draft', '--show'],
    ]) {
      expect(await commands.failure('menu', ...again)).toEqual({
        exit: 1,
        code: 'draft-none',
        happened: 'There is no draft of a menu.',
      });
    }
  });

  it('is shown, gives way to the next one, and outlives a try', async () => {
    const { commands } = await menuScene();
    await commands.json('menu', 'draft', await menuFile(MENU, { name: 'first.csv' }));
    await commands.json('menu', 'draft', await menuFile(NEXT, { name: 'second.csv' }), '--by', 'ana');
    await commands.json('menu', 'publish', '--draft', '--dry-run');
    const shown = await commands.json('menu', 'draft', '--show');
    expect(shown).toMatchObject({ file: 'second.csv', by: 'ana', currency: 'SGD', overrides: [] });
    expect(offered(shown)).toEqual({ 101: 690, 301: 500 });
    const text = await commands.text('menu', 'draft', '--show');
    expect(text).toMatch(/^second\.csv, saved by ana at \S+Z\n\nCategory .+\nMenu +101 +Laksa +6\.90\n/);
  });

  it('says what was odd about its file to whoever looks at it or publishes it', async () => {
    const { commands } = await menuScene();
    const path = await menuFile(['101,Laksa,6.50', '201,Kopi,cheap']);
    const { warnings } = await commands.json('menu', 'draft', path);
    expect(warnings).toMatchObject([{ code: 'price-unreadable', row: 3 }]);
    const odd = { warnings, needsReview: true };
    expect(await commands.json('menu', 'draft', '--show')).toMatchObject(odd);
    expect(await commands.text('menu', 'draft', '--show')).toContain('\n  row 3: The price “cheap” is not an amount');
    expect(await commands.json('menu', 'publish', '--draft')).toMatchObject(odd);
  });

  it('is published as it was looked at, whatever was saved since, but not twice', async () => {
    const { office, signedFor } = await menuScene();
    const save = (price: number) => {
      const content = { currency: 'SGD', items: [{ ...LAKSA, price }], overrides: [] };
      return saveDraft(office.context, { file: 'menu.csv', content, warnings: [], needsReview: false }, 'ana');
    };
    const publish = (draft: SavedDraft) =>
      publishDraft(office.context, draft, { validFrom: office.clock.now(), validUntil: undefined }, 'ben');
    await save(650);
    const seen = await savedDraft(office.context.db);
    office.clock.advance({ seconds: 1 });
    await save(9999);
    await publish(seen);
    expect(offered(await signedFor('SG-01'))).toEqual({ 101: 650 });
    const later = await savedDraft(office.context.db);
    await publish(later);
    await expect(publish(later)).toFailWith('draft-none');
  });

  it.each([[['draft']], [['draft', 'menu.csv', '--show']], [['publish']], [['publish', 'menu.csv', '--draft']]])(
    'usage for %j',
    async (args) => {
      const { commands } = await menuScene();
      expect(await commands.failure('menu', ...args)).toMatchObject({ exit: 2, code: 'usage' });
    },
  );
});
