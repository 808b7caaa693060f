import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishMenu } from '../../../src/server/menus/publications.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { testFolder } from '../../support/folders.ts';
import { menuFile, menuScene, offered } from '../../support/menus.ts';
import { LAKSA } from '../../support/office.ts';

const MENU = ['101,Laksa,6.50', '201,Kopi,1.80'];
const SIZED = {
  ...LAKSA,
  price: null,
  sizes: [
    { name: 'Small', price: 650 },
    { name: 'Large', price: 900 },
  ],
};

describe('when a branch has its own price', () => {
  it('fetches it under a new version, and every other branch keeps its menu as it was', async () => {
    const { office, commands, publish, fetched, signedFor } = await menuScene();
    await office.addBranch('SG-02');
    await publish(MENU);
    const [before, other] = [await fetched(), await signedFor('SG-02')];
    const said = await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20', '--by', 'ana');
    expect(said).toEqual({
      code: '101',
      size: null,
      branch: 'SG-01',
      group: null,
      price: 720,
      currency: 'SGD',
      hidden: null,
    });
    expect(await newestRecords(office, 1)).toEqual([['ana', 'menu.overridden', 'SG-01']]);
    const after = await fetched();
    expect(offered(after)).toEqual({ 101: 720, 201: 180 });
    expect(after.version).toBeGreaterThan(before.version);
    expect(await signedFor('SG-02')).toEqual(other);
  });

  it('keeps it in later publications until it is cleared', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20');
    office.clock.advance({ minutes: 1 });
    await publish(['101,Laksa,6.90', '201,Kopi,1.80']);
    expect(offered(await fetched())).toEqual({ 101: 720, 201: 180 });
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--clear', '--by', 'ana');
    expect(await newestRecords(office, 1)).toEqual([['ana', 'menu.override-cleared', 'SG-01']]);
    expect(offered(await fetched())).toEqual({ 101: 690, 201: 180 });
  });

  it('has it in a menu of the same currency only', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20');
    office.clock.advance({ minutes: 1 });
    await publish(['101,Laksa,650'], '--currency', 'JPY');
    expect(offered(await fetched())).toEqual({ 101: 650 });
  });

  it('may have it for one size alone', async () => {
    const { office, commands, fetched } = await menuScene();
    await office.publish([SIZED]);
    const large = ['menu', 'override', '101', '--branch', 'SG-01', '--size', 'Large'];
    expect(await commands.text(...large, '--price', '9.50')).toBe('101 Large costs SGD 9.50 for SG-01.\n');
    const pricesOf = async () => (await fetched()).items[0]?.sizes.map(({ price }) => price);
    expect(await pricesOf()).toEqual([650, 950]);
    await commands.json(...large, '--clear');
    expect(await pricesOf()).toEqual([650, 900]);
  });
});

describe('when a dish has a price for each size alone', () => {
  const sized = (...rows: string[]) => menuFile(rows, { more: ['Sizes', 'Price SG-01'] });

  it("a branch's price without a size is shown nowhere, and whoever publishes is told", async () => {
    const { office, commands, fetched } = await menuScene();
    const at = ['--at', office.clock.now().toISOString()];
    const path = await sized('101,Laksa,,S 6.50 | L 9.00,7.20', '201,Kopi,1.80,L 2.50,2.00');
    const published = await commands.json('menu', 'publish', path, ...at);
    expect(published.unusedPrices).toEqual([{ code: '101', size: null, for: 'SG-01' }]);
    expect(await commands.text('menu', 'publish', path, '--dry-run')).toContain(
      '\n  The price of 101 for SG-01 is not used: the dish has a price for each size.\n',
    );
    expect(offered(await fetched())).toEqual({ 101: null, 201: 200 });
  });

  it('a price that was given before it got them is shown nowhere, and whoever publishes or drafts it is told', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await publish(MENU);
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20');
    office.clock.advance({ minutes: 1 });
    const path = await sized('101,Laksa,,S 6.50 | L 9.00,');
    const unusedPrices = [{ code: '101', size: null, for: 'SG-01' }];
    expect(await commands.json('menu', 'draft', path)).toMatchObject({ unusedPrices });
    const at = ['--at', office.clock.now().toISOString()];
    expect(await commands.json('menu', 'publish', path, ...at)).toMatchObject({ unusedPrices });
    const [laksa] = (await fetched()).items;
    expect(laksa).toMatchObject({ price: null, sizes: [{ price: 650 }, { price: 900 }] });
  });

  it("a size's price is of no use once the size is gone", async () => {
    const { office, commands, publish } = await menuScene();
    await office.publish([SIZED]);
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--size', 'Large', '--price', '9.50');
    expect(await publish(['101,Laksa,6.50'])).toMatchObject({
      unusedPrices: [{ code: '101', size: 'Large', for: 'SG-01' }],
    });
  });
});

describe('when branches are a group', () => {
  it('a price of the group counts in each of them, and the own price of a branch before it', async () => {
    const { office, commands, publish, fetched, signedFor } = await menuScene();
    await office.addBranch('SG-02');
    await office.addBranch('SG-03');
    await publish(MENU);
    for (const code of ['SG-01', 'SG-02']) await commands.json('branch', 'set', code, '--group', 'airports');
    await commands.json('menu', 'override', '101', '--branch', 'SG-02', '--price', '7.20');
    await commands.json('menu', 'override', '101', '--group', 'airports', '--price', '8');
    const prices = async () => [await fetched(), await signedFor('SG-02'), await signedFor('SG-03')].map(offered);
    expect(await prices()).toMatchObject([{ 101: 800 }, { 101: 720 }, { 101: 650 }]);
    await commands.json('branch', 'set', 'SG-01', '--no-group');
    expect(await prices()).toMatchObject([{ 101: 650 }, { 101: 720 }, { 101: 650 }]);
    expect((await commands.json('branch', 'list')).branches).toMatchObject([
      { code: 'SG-01', group: null },
      { code: 'SG-02', group: 'airports' },
      { code: 'SG-03', group: null },
    ]);
  });

  it('a dish hidden for the group may be shown at one branch', async () => {
    const { office, commands, publish, fetched, signedFor } = await menuScene();
    await office.addBranch('SG-02', { group: 'airports' });
    await commands.json('branch', 'set', 'SG-01', '--group', 'airports');
    await publish(MENU);
    await commands.json('menu', 'override', '201', '--group', 'airports', '--hide');
    const show = ['menu', 'override', '201', '--branch', 'SG-01', '--show'];
    expect(await commands.text(...show)).toBe('201 is on the menu for SG-01.\n');
    expect(Object.keys(offered(await fetched()))).toEqual(['101', '201']);
    expect(Object.keys(offered(await signedFor('SG-02')))).toEqual(['101']);
  });

  it('is compared exactly: a branch of the same name, or of other letters, is another', async () => {
    const { office, commands, publish, fetched } = await menuScene();
    await office.addBranch('SG-02', { group: 'SG-01' });
    await office.addBranch('SG-03', { group: 'sg-01' });
    await publish(MENU);
    await commands.json('menu', 'override', '101', '--group', 'SG-01', '--price', '8');
    expect(offered(await fetched())).toMatchObject({ 101: 650 });
  });
});

describe("when a menu's file has prices of branches", () => {
  it('they count with that publication alone, by code, name or group, under what was said by command', async () => {
    const { office, commands, fetched, signedFor } = await menuScene();
    await office.addBranch('SG-02', { name: 'Changi', group: 'airports' });
    const priced = (branch: string, price: number) => ({ branch, code: '101', size: null, price });
    const overrides = [priced('SG-01', 700), priced('airports', 800), priced('Changi', 810)];
    const validity = { validFrom: office.clock.now(), validUntil: undefined };
    await publishMenu(office.context, { currency: 'SGD', items: [LAKSA], overrides }, validity, 'tests');
    expect([offered(await fetched()), offered(await signedFor('SG-02'))]).toEqual([{ 101: 700 }, { 101: 810 }]);
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.77');
    expect(offered(await fetched())).toEqual({ 101: 777 });
    office.clock.advance({ minutes: 1 });
    await office.publish();
    expect([offered(await fetched()), offered(await signedFor('SG-02'))]).toEqual([{ 101: 777 }, { 101: 650 }]);
  });
});

describe("when a menu's file has a column of prices for a branch or a group", () => {
  const more = ['Price SG-01', 'airports', 'Price SG-99'];
  const rows = ['101,Laksa,6.50,7.20,8.00,9.00', '201,Kopi,1.80,,2.00,'];

  it('they go with the publication, and what is for nobody is said', async () => {
    const { office, commands, fetched, signedFor } = await menuScene();
    await office.addBranch('SG-02', { group: 'airports' });
    const at = ['--at', office.clock.now().toISOString()];
    const published = await commands.json('menu', 'publish', await menuFile(rows, { more }), ...at);
    expect(published).toMatchObject({ items: 2, overrides: 3, needsReview: true, unknownBranches: [] });
    expect(published.warnings).toMatchObject([{ code: 'prices-unused', text: expect.stringContaining('SG-99') }]);
    expect(offered(await fetched())).toEqual({ 101: 720, 201: 180 });
    expect(offered(await signedFor('SG-02'))).toEqual({ 101: 800, 201: 200 });
  });

  it('they are exported with it, and read again', async () => {
    const { office, commands } = await menuScene();
    await office.addBranch('SG-02', { group: 'airports' });
    await commands.json('menu', 'publish', await menuFile(rows, { more }));
    const before = await commands.json('menu', 'show');
    const out = join(await testFolder(), 'exported.csv');
    expect(await commands.json('menu', 'export', '--out', out)).toMatchObject({ overrides: 3, overridesLeftOut: 0 });
    expect(await commands.json('menu', 'publish', out)).toMatchObject({ overrides: 3, warnings: [] });
    const after = await commands.json('menu', 'show');
    expect(after).toMatchObject({ publication: 2, items: before.items });
    expect(new Set(after.overrides)).toEqual(new Set(before.overrides));
  });

  it('those of single sizes stay out of an export, which says so', async () => {
    const { office, commands } = await menuScene();
    const overrides = [{ branch: 'SG-01', code: '101', size: 'Large', price: 950 }];
    const validity = { validFrom: office.clock.now(), validUntil: undefined };
    await publishMenu(office.context, { currency: 'SGD', items: [SIZED], overrides }, validity, 'tests');
    const out = join(await testFolder(), 'exported.csv');
    expect(await commands.text('menu', 'export', '--out', out)).toBe(
      `1 items written to ${out}. 1 prices of single sizes at branches have no place in such a file.\n`,
    );
  });
});

describe('when overrides are listed', () => {
  it('a person and a program see what is different where', async () => {
    const { commands, publish } = await menuScene();
    await publish(MENU);
    await commands.json('branch', 'set', 'SG-01', '--group', 'airports');
    await commands.json('menu', 'override', '101', '--branch', 'SG-01', '--price', '7.20', '--hide');
    await commands.json('menu', 'override', '201', '--group', 'airports', '--show');
    expect(await commands.json('menu', 'override')).toEqual({
      overrides: [
        { code: '101', size: null, branch: 'SG-01', group: null, price: 720, currency: 'SGD', hidden: true },
        { code: '201', size: null, branch: null, group: 'airports', price: null, currency: null, hidden: false },
      ],
    });
    const [, first, second] = (await commands.text('menu', 'override')).split('\n');
    expect(first).toMatch(/^101 +SG-01 +SGD 7\.20 +hidden$/);
    expect(second).toMatch(/^201 +group airports +shown$/);
  });
});

describe('when an override is mistyped', () => {
  it.each([
    { args: ['999', '--branch', 'SG-01', '--hide'], happened: 'There is no dish 999 on the menu.' },
    {
      args: ['101', '--branch', 'SG-01', '--size', 'large', '--price', '9'],
      happened: /^There is no dish 101 with the size large /,
    },
    { args: ['101', '--branch', 'SG-09', '--hide'], happened: 'There is no branch SG-09.' },
    { args: ['101', '--group', 'Airports', '--hide'], happened: 'There is no group of branches Airports.' },
    { args: ['101', '--branch', 'SG-01', '--clear'], happened: 'There is no override of 101 for SG-01.' },
  ])('unknown-subject for $args', async ({ args, happened }) => {
    const { office, commands } = await menuScene();
    await office.publish([SIZED]);
    await commands.json('branch', 'set', 'SG-01', '--group', 'airports');
    expect(await commands.failure('menu', 'override', ...args)).toEqual({
      exit: 1,
      code: 'unknown-subject',
      happened: typeof happened === 'string' ? happened : expect.stringMatching(happened),
    });
    expect(await commands.json('menu', 'override')).toEqual({ overrides: [] });
  });

  it.each([
    [['101', '--hide']],
    [['101', '--branch', 'SG-01', '--group', 'airports', '--hide']],
    [['101', '--branch', 'SG-01']],
    [['101', '--branch', 'SG-01', '--price', 'cheap', '--size', 'Large']],
    [['101', '--branch', 'SG-01', '--price', '-1', '--size', 'Large']],
    [['101', '--branch', 'SG-01', '--price', '7']],
    [['--branch', 'SG-01', '--price', '7']],
    [['--group', 'airports']],
    [['--clear']],
  ])('usage for %j', async (args) => {
    const { office, commands } = await menuScene();
    await office.publish([SIZED]);
    expect(await commands.failure('menu', 'override', ...args)).toMatchObject({ exit: 2, code: 'usage' });
  });
});
