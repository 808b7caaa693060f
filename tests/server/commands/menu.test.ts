import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { branchMenu } from '../../../src/server/menus/branch-menu.ts';
import { newestRecords } from '../../support/audit-records.ts';
import { Commands } from '../../support/commands.ts';
import { testFolder } from '../../support/folders.ts';
import { TestOffice } from '../../support/office.ts';

const MENU = 'Category,Code,Name,Price,Available\nMains,101,Laksa 叻沙,6.50,yes\nDrinks,201,Kopi,,no\n';

async function openOffice(): Promise<{ office: TestOffice; commands: Commands }> {
  const office = await TestOffice.open();
  return { office, commands: Commands.office(office.folder) };
}

async function menuFile(content: string | Buffer = MENU): Promise<string> {
  const path = join(await testFolder(), 'menu.csv');
  await writeFile(path, content);
  return path;
}

describe('when a menu is published', () => {
  it('is in force from now on, in the currency that the branches share', async () => {
    const { office, commands } = await openOffice();
    const published = await commands.json('menu', 'publish', await menuFile(), '--by', 'alice');
    expect(published).toMatchObject({
      publication: 1,
      items: 2,
      currency: 'SGD',
      format: 'csv',
      encoding: 'utf-8',
      validUntil: null,
      warnings: [],
    });
    expect(await newestRecords(office, 1)).toEqual([['alice', 'menu.published', '1']]);
    const shown = await commands.json('menu', 'show');
    expect(shown).toMatchObject({
      publication: 1,
      currency: 'SGD',
      items: [
        { code: '101', name: 'Laksa 叻沙', price: 650, available: true },
        { code: '201', name: 'Kopi', price: null, available: false },
      ],
    });
    expect(await commands.text('menu', 'show')).toMatch(
      /^Category +Code +Name +SGD +Choices +Served\nMains +101 +Laksa 叻沙 +6\.50\nDrinks +201 +Kopi +sold out\n$/,
    );
  });

  it('a person reads how many items there are, and what was odd about the file', async () => {
    const { commands } = await openOffice();
    const text = await commands.text('menu', 'publish', await menuFile('Name,Price\nLaksa,6.50\nKopi,cheap\n'));
    expect(text).toMatch(
      /^Published menu\.csv as number 1: 2 items in SGD, from \d{4}-\S+Z\.\n {2}SG-01: 2 new\n {2}row 3: .+\n$/,
    );
  });

  it('may begin and end later: the list says which is in force', async () => {
    const { office, commands } = await openOffice();
    await commands.json('menu', 'publish', await menuFile());
    const days = ['--valid-from', '2099-01-01T06:00:00+08:00', '--valid-until', '2099-02-01T00:00:00Z'];
    const later = await commands.json('menu', 'publish', await menuFile('Name\nLaksa\n'), ...days);
    expect(later).toMatchObject({ validFrom: '2098-12-31T22:00:00.000Z', validUntil: '2099-02-01T00:00:00.000Z' });
    const { publications } = await commands.json('menu', 'list');
    expect(publications).toMatchObject([
      { id: 2, state: 'scheduled', items: 1 },
      { id: 1, state: 'in force', items: 2 },
    ]);
    const [heading, second, first] = (await commands.text('menu', 'list', '--by', 'alice')).split('\n');
    expect(heading).toMatch(/^No\. +State +Items +From +Until +By$/);
    expect(second).toMatch(/^2 +scheduled +1 +2098-12-31T22:00:00\.000Z +2099-02-01T00:00:00\.000Z +\S/);
    expect(first).toMatch(/^1 +in force +2 +\S+ +until the next +\S/);
    expect(await newestRecords(office, 1)).toMatchObject([
      [expect.not.stringMatching(/^alice$/), 'menu.published', '2'],
    ]);
  });

  it.each([
    { wrong: ['--valid-from', 'tomorrow'], happened: /is not a time such as 2026-11-23T06:00:00\+08:00\.$/ },
    { wrong: ['--valid-until', '2026-11-23 06:00'], happened: /is not a time such as/ },
    { wrong: ['--valid-until', '2020-01-01T00:00:00Z'], happened: /^the menu would end before it begins\.$/ },
    { wrong: ['--currency', 'KOPI'], happened: /^--currency: is not a currency such as SGD\.$/ },
  ])('is refused for what was typed: $wrong', async ({ wrong, happened }) => {
    const { commands } = await openOffice();
    const failure = await commands.failure('menu', 'publish', await menuFile(), ...wrong);
    expect(failure).toEqual({ exit: 2, code: 'usage', happened: expect.stringMatching(happened) });
    expect(await commands.json('menu', 'list')).toEqual({ publications: [] });
  });

  it.each([
    { what: 'empty', content: '' },
    { what: 'not text', content: Buffer.from('504b0304000000000000ff', 'hex') },
  ])('is refused when its file is $what', async ({ content }) => {
    const { commands } = await openOffice();
    expect(await commands.failure('menu', 'publish', await menuFile(content))).toMatchObject({
      exit: 1,
      code: 'menu-unreadable',
    });
  });

  it('is refused when there is no such file', async () => {
    const { commands } = await openOffice();
    const path = join(await testFolder(), 'nowhere.csv');
    expect(await commands.failure('menu', 'publish', path)).toEqual({
      exit: 1,
      code: 'file-not-found',
      happened: `There is no file ${path}.`,
    });
  });

  it('needs its currency named where branches differ', async () => {
    const { office, commands } = await openOffice();
    await office.addBranch('MY-01', { currency: 'MYR' });
    const path = await menuFile();
    expect(await commands.failure('menu', 'publish', path)).toMatchObject({
      exit: 2,
      code: 'usage',
      happened: expect.stringContaining('--currency'),
    });
    expect(await commands.json('menu', 'publish', path, '--currency', 'MYR')).toMatchObject({ currency: 'MYR' });
    await commands.json('branch', 'revoke', 'MY-01');
    expect(await commands.json('menu', 'publish', path)).toMatchObject({ currency: 'SGD' });
  });
});

describe('when a menu is exported', () => {
  it('can be published again, and is the same', async () => {
    const { commands } = await openOffice();
    await commands.json('menu', 'publish', await menuFile());
    const before = await commands.json('menu', 'show');
    const out = join(await testFolder(), 'exported.csv');
    expect(await commands.json('menu', 'export', '--out', out)).toEqual({
      file: out,
      items: 2,
      currency: 'SGD',
      overrides: 0,
      overridesLeftOut: 0,
    });
    expect(await readFile(out, 'utf8')).toContain('Laksa 叻沙');
    expect(await commands.json('menu', 'publish', out)).toMatchObject({ publication: 2, warnings: [] });
    expect(await commands.json('menu', 'show')).toEqual({ ...before, publication: 2 });
    expect(await commands.text('menu', 'export', '--out', out)).toBe(`2 items written to ${out}.\n`);
  });

  it('is told when the folder to write to is not there', async () => {
    const { commands } = await openOffice();
    await commands.json('menu', 'publish', await menuFile());
    const out = join(await testFolder(), 'nowhere', 'menu.csv');
    expect(await commands.failure('menu', 'export', '--out', out)).toMatchObject({ exit: 1, code: 'file-not-found' });
  });
});

describe('when nothing was published yet', () => {
  it('there is nothing to show or export, and the list is empty', async () => {
    const { commands } = await openOffice();
    const out = join(await testFolder(), 'menu.csv');
    for (const command of [['show'], ['export', '--out', out]]) {
      expect(await commands.failure('menu', ...command)).toMatchObject({ exit: 3, code: 'menu-not-published' });
    }
    await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await commands.json('menu', 'list')).toEqual({ publications: [] });
    expect(await commands.text('menu', 'list')).toMatch(/^No\. .+\n$/);
  });
});

describe('when the office asks who has the menu', () => {
  it('each device is shown with the version it fetched', async () => {
    const { office, commands } = await openOffice();
    await commands.json('device', 'add', 'SG-01', 'till-2');
    await office.publish();
    const { version } = await branchMenu(office.context, 'SG-01');
    const now = office.clock.now().toISOString();
    const contact = { last_contact: now, menu_version: version, menu_fetched_at: now, app_version: '1.2.3' };
    await office.context.db.updateTable('contacts').set(contact).where('device', '=', 'main').executeTakeFirstOrThrow();
    expect(await commands.json('menu', 'status')).toEqual({
      devices: [
        {
          branch: 'SG-01',
          device: 'main',
          fetched: version,
          fetchedAt: now,
          current: version,
          currentSince: now,
          upToDate: true,
          lastContact: now,
        },
        {
          branch: 'SG-01',
          device: 'till-2',
          fetched: null,
          fetchedAt: null,
          current: version,
          currentSince: now,
          upToDate: false,
          lastContact: null,
        },
      ],
    });
    const [heading, main, till] = (await commands.text('menu', 'status')).split('\n');
    expect(heading).toMatch(/^Branch +Device +Version +Since +Last contact$/);
    expect(main).toMatch(new RegExp(`^SG-01 +main +${version} +up to date +${now} +${now}$`));
    expect(till).toMatch(/^SG-01 +till-2 +none +behind +- +never$/);
  });
});
