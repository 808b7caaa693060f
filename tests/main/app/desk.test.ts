import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/shared/business-date.ts';
import { closedBranch, templateBranch } from '../../support/branch.ts';
import { openDesk } from '../../support/desk.ts';
import { testFolder } from '../../support/folders.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { filesHolding } from '../../support/tree.ts';

const TAN = 'kaya toast, soft eggs';
const STEPS = ['office', 'key', 'certificate', 'saved'];

describe('on a new PC', () => {
  it('waits for an invite, says whose it is, enrols in visible steps and is ready', async () => {
    const office = await TestOffice.start();
    const folder = join(await testFolder(), 'branch');
    const { desk, screen, ask, settled } = await openDesk(folder, office);
    expect(desk.state).toMatchObject({ phase: 'setup', problem: null });
    const text = await office.addBranch('SG-02', { name: 'Bugis' });
    const shown = await ask['invite.read']({ text });
    expect(shown).toMatchObject({ role: 'device', branch: 'SG-02', holder: 'main' });
    await ask['device.enrol']({ invite: shown.id });
    expect(screen.all('enrolment.step')).toEqual(STEPS);
    expect(await settled()).toMatchObject({
      phase: 'ready',
      branch: { code: 'SG-02', name: 'Bugis', currency: 'SGD', digits: 2 },
      connection: { state: 'connected', error: null },
      managers: [],
    });
  });

  it('takes an invite from a file, sets up a manager in visible steps, and keeps no passphrase', async () => {
    const office = await TestOffice.start();
    const folder = await closedBranch(office);
    const { desk, screen, ask, settled } = await openDesk(folder, office);
    await settled();
    const path = join(await testFolder(), 'tan.spams-invite');
    await writeFile(path, await office.addManager('SG-01', 'tan'));
    screen.choices.push(path);
    const shown = await ask['invite.open'](undefined);
    expect(shown).toMatchObject({ role: 'manager', holder: 'tan' });
    // Another that is read meanwhile doesn't take its place.
    await ask['invite.read']({ text: await office.addManager('SG-01', 'omar') });
    const invite = shown!.id;
    await expect(ask['manager.enrol']({ invite, passphrase: 'short' })).toFailWith('passphrase-weak');
    await ask['manager.enrol']({ invite, passphrase: TAN });
    expect(screen.all('enrolment.step')).toEqual(STEPS);
    expect(desk.state.managers.map(({ id }) => id)).toEqual(['mei', 'tan']);
    expect(await filesHolding(folder, TAN)).toEqual([]);
    // The invite is used up.
    await expect(ask['manager.enrol']({ invite, passphrase: TAN })).toFailWith('window-refused');
  });

  it('takes an invite file that is double-clicked, until it has served, and says what is wrong with one', async () => {
    const office = await TestOffice.start();
    const { desk, screen, ask } = await openDesk(join(await testFolder(), 'branch'), office);
    expect(await ask['invite.opened'](undefined)).toBeNull();
    const path = join(await testFolder(), 'bugis.spams-invite');
    await desk.openFromOutside(path);
    expect(await ask['invite.opened'](undefined)).toMatchObject({ ok: false, error: { code: 'file-not-found' } });
    await writeFile(path, await office.addBranch());
    await desk.openFromOutside(path);
    const opened = await ask['invite.opened'](undefined);
    expect(opened).toMatchObject({ ok: true, value: { role: 'device', branch: 'SG-02' } });
    expect(screen.all('invite').at(-1)).toEqual(opened);
    if (opened?.ok) await ask['device.enrol']({ invite: opened.value.id });
    expect(desk.state.phase).toBe('ready');
    expect(await ask['invite.opened'](undefined)).toBeNull();
  });

  it('finds the invite that IT left, says so, and removes it once it has served', async () => {
    const office = await TestOffice.start();
    const { desk, screen, ask } = await openDesk(join(await testFolder(), 'branch'), office);
    const left = join(await testFolder(), 'SPAMS');
    await desk.openLeft(left);
    expect(await ask['invite.opened'](undefined)).toBeNull();
    await mkdir(left);
    const invite = await office.addBranch();
    await writeFile(join(left, '1-readme.txt'), invite);
    await writeFile(join(left, '2-notes.spams-invite'), 'not an invite');
    await writeFile(join(left, '3-tan.spams-invite'), await office.addManager('SG-01', 'tan'));
    await writeFile(join(left, '4-pc.spams-invite'), invite);
    await desk.openLeft(left);
    const opened = await ask['invite.opened'](undefined);
    expect(opened).toMatchObject({ ok: true, value: { role: 'device', branch: 'SG-02', wasLeft: true } });
    expect(screen.all('invite').at(-1)).toEqual(opened);
    expect(await readdir(left)).toHaveLength(4);
    if (opened?.ok) await ask['device.enrol']({ invite: opened.value.id });
    expect(desk.state.phase).toBe('ready');
    expect(await readdir(left)).toEqual(['1-readme.txt', '2-notes.spams-invite', '3-tan.spams-invite']);
    // Whoever may write there can't set this PC up for another branch.
    await writeFile(join(left, '4-pc.spams-invite'), await office.addBranch('SG-03'));
    await desk.openLeft(left);
    expect(await ask['invite.opened'](undefined)).toBeNull();
  });

  it('leaves an invite of IT that is not the one used, and says what is wrong with one that is none', async () => {
    const office = await TestOffice.start();
    const { desk, ask } = await openDesk(join(await testFolder(), 'branch'), office);
    const left = await testFolder();
    await writeFile(join(left, 'pc.spams-invite'), 'not an invite');
    await desk.openLeft(left);
    expect(await ask['invite.opened'](undefined)).toMatchObject({ ok: false, error: { code: 'invite-malformed' } });
    const { id } = await ask['invite.read']({ text: await office.addBranch() });
    await ask['device.enrol']({ invite: id });
    expect(await readdir(left)).toEqual(['pc.spams-invite']);
  });

  it('says what is wrong with an invite, and of a PC that is not set up', async () => {
    const office = await TestOffice.start();
    const { ask } = await openDesk(join(await testFolder(), 'branch'), office);
    await expect(ask['invite.read']({ text: 'hello' })).rejects.toMatchObject({ code: 'invite-malformed' });
    await expect(ask['menu.fetch'](undefined)).toFailWith('not-enrolled');
    expect(await ask['invite.open'](undefined)).toBeNull();
  });

  it.each([
    ['too short', '1234567', { score: 0, advice: 'too-short' }],
    ['among the commonest', 'password1', { score: 0, advice: 'common' }],
    ['a few words', 'kaya toast, soft eggs, kopi', { score: 4, advice: null }],
  ])('rates a passphrase that is %s', async (_, passphrase, rating) => {
    const { ask } = await openDesk(join(await testFolder(), 'branch'), await TestOffice.open());
    expect(await ask['passphrase.rate']({ passphrase })).toEqual(rating);
  });
});

describe('on a PC that cannot be used as it is', () => {
  it('waits while a command has the home, and goes on by itself', async () => {
    const office = await TestOffice.start();
    const { home } = await templateBranch(office);
    const { desk, screen } = await openDesk(home.folder, office);
    expect(desk.state).toMatchObject({ phase: 'blocked', problem: { code: 'home-locked' } });
    await home.release();
    expect(await screen.until('app.state', ({ phase }) => phase === 'ready')).toMatchObject({ problem: null });
  });

  it.each([
    ['identity/device.json', 'setup-damaged'],
    ['config.json', 'setup-damaged'],
  ])('asks for a new invite when %s is damaged', async (file, code) => {
    const office = await TestOffice.start();
    const folder = await closedBranch(office);
    await writeFile(join(folder, file), '{');
    const { desk } = await openDesk(folder, office);
    expect(desk.state).toMatchObject({ phase: 'setup', problem: { code } });
  });

  it('says what is damaged beside the rest', async () => {
    const office = await TestOffice.start();
    const folder = await closedBranch(office);
    await writeFile(join(folder, 'managers', 'mei.json'), '{');
    const { settled } = await openDesk(folder, office);
    expect(await settled()).toMatchObject({ phase: 'ready', managers: [], damaged: [{ code: 'setup-damaged' }] });
  });
});

describe('the menu', () => {
  it('is fetched at start, and again when it is asked for', async () => {
    const office = await TestOffice.start();
    await office.publish();
    const { screen, ask, settled } = await openDesk(await closedBranch(office), office);
    const first = await screen.until('menu', ({ outcome }) => outcome !== null);
    await settled();
    expect(first).toMatchObject({ menu: { items: [LAKSA], digits: 2, stale: null }, outcome: 'changed', error: null });
    expect(await ask['menu.fetch'](undefined)).toMatchObject({ outcome: 'latest' });
    await office.publish([{ ...LAKSA, available: false }]);
    expect(await ask['menu.fetch'](undefined)).toMatchObject({
      outcome: 'changed',
      menu: { changes: [{ kind: 'sold-out', code: LAKSA.code }] },
    });
  });

  it('stays in view while head office is away', async () => {
    const office = await TestOffice.start();
    await office.publish();
    const { screen, ask, settled } = await openDesk(await closedBranch(office), office);
    const { menu } = await screen.until('menu', ({ outcome }) => outcome !== null);
    await settled();
    await office.stop();
    const offline = await ask['menu.fetch'](undefined);
    expect(offline).toMatchObject({ outcome: 'offline', error: { code: 'office-unreachable' } });
    expect(offline.menu).toEqual({ ...menu, stale: 'offline' });
    const { connection } = await screen.until('app.state', (state) => state.connection.state === 'offline');
    expect(connection).toMatchObject({ error: { code: 'office-unreachable' } });
  });

  it('that was never fetched is none, with the reason', async () => {
    const office = await TestOffice.start();
    const { screen } = await openDesk(await closedBranch(office), office);
    const state = await screen.until('menu', ({ outcome }) => outcome !== null);
    expect(state).toMatchObject({ menu: null, outcome: 'refused', error: { code: 'menu-not-published' } });
  });
});

describe('the first screen', () => {
  /** The day after in Singapore, where the business day ends at four. */
  async function openedAt(utc: string) {
    const office = await TestOffice.start();
    const branch = await templateBranch(office);
    await branch.connect();
    await branch.home.release();
    const tomorrow = addDays(office.clock.now().toISOString().slice(0, 10), 1);
    office.clock.set(new Date(`${tomorrow}T${utc}Z`));
    return openDesk(branch.home.folder, office);
  }

  it.each([
    ['21:59', '13:59:59', 'menu'],
    ['22:00', '14:00:00', 'day'],
    ['03:59', '19:59:59', 'day'],
    ['04:00', '20:00:00', 'menu'],
  ])('at %s, while the day is open', async (_, utc, screen) => {
    const { desk } = await openedAt(utc);
    expect(desk.state.opensOn).toBe(screen);
  });
});
