import type { Locator, Page } from 'playwright-core';
import type { ErrorCode } from '../../src/shared/errors.ts';
import type { RunningApp } from './running-app.ts';

/** What a person does at the window, by what they read there. */

/** Waits until a text is to be read somewhere. */
export const shown = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

/** Waits until an error's code is there to be read out. */
export const codeShown = (page: Page, code: ErrorCode): Promise<void> => shown(page, codeWords(code));

/** Waits until it is there no longer. */
export const codeGone = (page: Page, code: ErrorCode): Promise<void> =>
  page.getByText(codeWords(code)).first().waitFor({ state: 'detached' });

const codeWords = (code: ErrorCode): string => `Code to read out: ${code}`;

export async function pasteInvite(page: Page, invite: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Invite' }).fill(invite);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Opens the dialog by which a manager is set up. */
export async function openManagerSetup(page: Page): Promise<void> {
  await openSettings(page);
  await page.getByRole('button', { name: 'Set up a manager' }).click();
}

/** Sets a manager up from the settings. */
export async function setUpManager(page: Page, invite: string, passphrase: string): Promise<void> {
  await openManagerSetup(page);
  const dialog = page.getByRole('dialog');
  await pasteInvite(page, invite);
  await dialog.getByLabel('Choose a passphrase').fill(passphrase);
  await dialog.getByLabel('The same again').fill(passphrase);
  await dialog.getByRole('button', { name: 'Set up' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** What is there on every screen of a PC that is set up. */
export const rail = (page: Page): Locator => page.getByRole('navigation', { name: 'Screens' });

export const openDay = (page: Page): Promise<void> =>
  rail(page)
    .getByRole('button', { name: /^End of day/ })
    .click();

export const openMenu = (page: Page): Promise<void> => rail(page).getByRole('button', { name: /^Menu/ }).click();

export const openSettings = (page: Page): Promise<void> =>
  rail(page)
    .getByRole('button', { name: /^Settings/ })
    .click();

/** Chooses a sales file in the system's dialog. */
export async function chooseSales(app: RunningApp, path: string): Promise<void> {
  await app.page.getByRole('button', { name: /^Choose (file|another file)/ }).click();
  await app.answerDialog({ canceled: false, filePaths: [path] });
  await app.page.getByRole('heading', { name: 'Check' }).waitFor();
}

export async function signAndUpload(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Upload end-of-day sales' }).click();
}
