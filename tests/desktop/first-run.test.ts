import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHome } from '../../src/main/branch/home.ts';
import { listInvites } from '../../src/server/authority/invites.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { PATHS } from '../../src/shared/protocol.ts';
import { realTime } from '../support/clock.ts';
import { FakeOffice } from '../support/fake-office.ts';
import { testFolder } from '../support/folders.ts';
import { TestOffice } from '../support/office.ts';
import { salesFile } from '../support/sales.ts';
import { filesHolding } from '../support/tree.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { launchApp } from './launch-app.ts';
import { chooseSales, codeShown, openDay, openManagerSetup, pasteInvite, rail, shown } from './person.ts';

const PHRASE = 'kaya toast, soft eggs';

describe('on a new PC', () => {
  test('an invite is pasted, its office is shown to be compared, and the PC is set up in visible steps', async () => {
    const office = await TestOffice.start(realTime());
    await office.publish();
    const invite = await office.addBranch('SG-02', { name: 'Bugis' });
    const userData = await testFolder();
    const app = await launchApp({ userData });
    const { page } = app;
    await page.getByRole('heading', { name: 'Set up this PC' }).waitFor();
    await seen(app, 'first-run');
    await pasteInvite(page, `  ${invite.slice(0, 50)}\n${invite.slice(50)}  `);
    await page.getByRole('heading', { name: 'Is this your head office?' }).waitFor();
    const shown = (await page.getByRole('main').textContent())?.replace(/\s/g, '');
    expect(shown).toContain(parseInvite(invite).root);
    await seen(app, 'first-run-office');
    await page.getByRole('button', { name: 'Yes, set up this PC' }).click();
    await page.getByRole('heading', { name: 'Setting up this PC…' }).waitFor();
    await rail(page).waitFor();
    await page.getByRole('banner').getByText('Bugis').waitFor();
    await page.getByText('Connected').waitFor();
    const { code } = parseInvite(invite);
    expect(await filesHolding(userData, code)).toEqual([]);
  });

  test('an invite is opened from its file; a wrong one says what to do', async () => {
    const office = await TestOffice.start(realTime());
    const fake = await FakeOffice.start(office);
    const app = await launchApp({ userData: await testFolder() });
    const { page } = app;
    await pasteInvite(page, 'please set up this PC');
    await codeShown(page, 'invite-malformed');
    await seen(app, 'first-run-wrong-invite');
    await pasteInvite(page, await office.addManager('SG-01', 'tan'));
    await page.getByText('This is an invite for a manager.').waitFor();
    const path = join(await testFolder(), 'bugis.spams-invite');
    await writeFile(path, fake.invite(await office.addBranch()));
    await page.getByRole('button', { name: 'Open an invite file…' }).click();
    await app.answerDialog({ canceled: false, filePaths: [path] });
    const goOn = fake.hold(PATHS.simpleenroll);
    await page.getByRole('button', { name: 'Yes, set up this PC' }).click();
    await page.getByText('Asking head office to sign it now').waitFor();
    await seen(app, 'first-run-working');
    goOn();
    await rail(page).waitFor();
  });

  test('an invite file that is double-clicked opens in SPAMS, also when it runs already', async () => {
    const office = await TestOffice.start(realTime());
    const path = join(await testFolder(), 'bugis.spams-invite');
    await writeFile(path, await office.addBranch());
    const userData = await testFolder();
    const app = await launchApp({ userData, args: [path] });
    await app.page.getByRole('heading', { name: 'Is this your head office?' }).waitFor();
    await app.page.getByRole('button', { name: 'Use another invite' }).click();
    await app.page.getByRole('textbox', { name: 'Invite' }).waitFor();
    await app.startAgain([path]);
    await app.page.getByRole('heading', { name: 'Is this your head office?' }).waitFor();
    await app.page.getByRole('button', { name: 'Yes, set up this PC' }).click();
    await rail(app.page).waitFor();
    await shown(app.page, 'Connected');
    expect(await app.page.getByRole('dialog').count()).toBe(0);
    await app.startAgain([path]);
    await app.page.getByRole('dialog', { name: 'This PC is already set up' }).waitFor();
    await seen(app, 'invite-already-set-up');
    await app.page.getByRole('button', { name: 'Close' }).click();
    await writeFile(path, 'not an invite');
    await app.startAgain([path]);
    await codeShown(app.page, 'invite-malformed');
    // The page behind a dialog is hidden from screen readers for a moment longer.
    await app.page.getByRole('main').waitFor();
    await seen(app, 'invite-not-read');
    await app.page.getByRole('button', { name: 'Close' }).click();
    await app.page.getByText('invite-malformed').waitFor({ state: 'detached' });
  });

  test("a manager's invite file that is double-clicked before this PC has its own says what it is", async () => {
    const office = await TestOffice.start(realTime());
    const path = join(await testFolder(), 'tan.spams-invite');
    await writeFile(path, await office.addManager('SG-01', 'tan'));
    const app = await launchApp({ userData: await testFolder() });
    await app.page.getByRole('heading', { name: 'Set up this PC' }).waitFor();
    await app.startAgain([path]);
    const said = app.page.getByText('This is an invite for a manager.');
    await said.waitFor();
    await seen(app, 'first-run-managers-invite');
    await pasteInvite(app.page, await office.addBranch());
    await app.page.getByRole('heading', { name: 'Is this your head office?' }).waitFor();
    expect(await said.count()).toBe(0);
  });

  test('head office that is away leaves the invite good for the next try', async () => {
    const office = await TestOffice.start(realTime());
    const invite = await office.addBranch();
    await office.stop();
    const app = await launchApp({ userData: await testFolder() });
    await pasteInvite(app.page, invite);
    await app.page.getByRole('button', { name: 'Yes, set up this PC' }).click();
    await codeShown(app.page, 'office-unreachable');
    await seen(app, 'first-run-offline');
    const again = await TestOffice.reopen(office);
    await again.serve();
    await app.page.getByRole('button', { name: 'Try again' }).click();
    await rail(app.page).waitFor();
  });

  test('an invite file that is none says so', async () => {
    const path = join(await testFolder(), 'bugis.spams-invite');
    await writeFile(path, 'not an invite');
    const app = await launchApp({ userData: await testFolder(), args: [path] });
    await codeShown(app.page, 'invite-malformed');
  });

  test('a PC whose setup is damaged says why it asks for an invite, and what is safe', async () => {
    const { userData, launch } = await enrolledPc();
    await writeFile(join(userData, 'branch', 'identity', 'device.json'), '{');
    const app = await launch();
    await codeShown(app.page, 'setup-damaged');
    await shown(app.page, 'What is queued and every receipt are still here.');
    await seen(app, 'first-run-again');
  });

  test('the invite that IT left is shown like any other; without a keychain nothing is stored, and IT is named', async () => {
    const office = await TestOffice.start(realTime());
    const ProgramData = await testFolder();
    await mkdir(join(ProgramData, 'SPAMS'));
    await writeFile(join(ProgramData, 'SPAMS', 'bugis.spams-invite'), await office.addBranch());
    const app = await launchApp({ userData: await testFolder(), hasKeychain: false, env: { ProgramData } });
    await shown(app.page, 'This invite was found on this PC');
    await seen(app, 'first-run-left-invite');
    await app.page.getByRole('button', { name: 'Yes, set up this PC' }).click();
    await codeShown(app.page, 'key-storage-missing');
    expect((await listInvites(office.context))[0]?.state).toBe('open');
    expect(await readdir(join(ProgramData, 'SPAMS'))).toEqual(['bugis.spams-invite']);
  });
});

describe('on a PC that cannot be used just now', () => {
  test('says what has it, and goes on by itself', async () => {
    const { userData, launch } = await enrolledPc();
    const { release } = await openHome(join(userData, 'branch'));
    const app = await launch();
    await codeShown(app.page, 'home-locked');
    await seen(app, 'blocked');
    await release();
    await rail(app.page).waitFor();
  });

  test('made by a newer SPAMS, says so', async () => {
    const { userData, launch } = await enrolledPc();
    const path = join(userData, 'branch', 'config.json');
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), format: 2 }));
    const app = await launch();
    await codeShown(app.page, 'data-newer');
  });
});

describe('on a PC that is set up', () => {
  test('a manager is set up with their own invite and a passphrase that is kept nowhere', async () => {
    const { office, fake, userData, launch } = await enrolledPc();
    const app = await launch();
    const { page } = app;
    await openManagerSetup(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('Paste the invite first').waitFor();
    await seen(app, 'manager-invite');
    await pasteInvite(page, fake.invite(await office.addManager('SG-01', 'tan')));
    await dialog.getByLabel('Choose a passphrase').fill('password1');
    await dialog.getByText('Guessed at once').waitFor();
    await dialog.getByLabel('Choose a passphrase').fill(PHRASE);
    await dialog.getByText('Strong').waitFor();
    await dialog.getByRole('button', { name: 'Set up' }).click();
    await dialog.getByText("The two aren't the same.").waitFor();
    await seen(app, 'manager-setup');
    await dialog.getByLabel('The same again').fill(PHRASE);
    const goOn = fake.hold(PATHS.simpleenroll);
    await dialog.getByRole('button', { name: 'Set up' }).click();
    await page.getByText('Asking head office to sign it now').waitFor();
    await seen(app, 'manager-working');
    goOn();
    await dialog.getByText('can sign on this PC now').waitFor();
    await seen(app, 'manager-done');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await openDay(page);
    await chooseSales(app, await salesFile());
    await page.getByRole('button', { name: 'Upload end-of-day sales' }).click();
    await page.getByText('Choose who signs.', { exact: true }).waitFor();
    await seen(app, 'day-who-signs');
    expect(await filesHolding(userData, PHRASE)).toEqual([]);
    expect(app.log).not.toContain(PHRASE);
  });

  test('the invite of another branch or head office changes nothing', async () => {
    const { office, launch } = await enrolledPc();
    const app = await launch();
    await office.addBranch('SG-02');
    await openManagerSetup(app.page);
    await pasteInvite(app.page, await office.addManager('SG-02', 'tan'));
    const dialog = app.page.getByRole('dialog');
    await dialog.getByLabel('Choose a passphrase').fill(PHRASE);
    await dialog.getByLabel('The same again').fill(PHRASE);
    await dialog.getByRole('button', { name: 'Set up' }).click();
    await codeShown(app.page, 'branch-mismatch');
    await seen(app, 'manager-refused');
  });
});
