import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PATHS } from '../../src/shared/protocol.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { seen } from './accessible.ts';
import { type EnrolledPc, enrolledPc } from './enrolled.ts';
import { chooseSales, codeShown, openDay, openHistory, shown, signAndUpload } from './person.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const fileIn = ({ userData }: EnrolledPc, ...names: string[]): string => join(userData, 'branch', ...names);

test('what is damaged, and a clock that is off, are told on every screen, and a manager is asked for where there is none', async () => {
  const pc = await enrolledPc();
  await writeFile(fileIn(pc, 'managers', 'mei.json'), '{');
  pc.fake.on(PATHS.office, async (_, real) => {
    const { headers, ...reply } = await real();
    const info = JSON.parse(`${reply.body}`);
    const ahead = { ...info, time: new Date(Date.parse(info.time) + 14 * MINUTE).toISOString() };
    return { ...reply, headers: {}, body: Buffer.from(JSON.stringify(ahead)) };
  });
  const app = await pc.launch();
  const { page } = app;
  await shown(page, /^This PC's clock is 14 minutes slow\./);
  await codeShown(page, 'setup-damaged');
  await seen(app, 'amiss-menu');
  await openDay(page);
  await codeShown(page, 'setup-damaged');
  await chooseSales(app, await salesFile());
  await shown(page, 'No manager is set up on this PC');
  await seen(app, 'day-no-managers');
});

test('before head office was reached for the first time, the day waits for that, and so does the history', async () => {
  const pc = await enrolledPc();
  await rm(fileIn(pc, 'office.json'));
  pc.fake.vanish();
  const app = await pc.launch();
  const { page } = app;
  await shown(page, 'Offline: head office was never reached');
  await openDay(page);
  await shown(page, 'Connect to the internet once');
  await codeShown(page, 'office-unreachable');
  await seen(app, 'day-never-connected');
  await openHistory(page);
  await codeShown(page, 'office-unreachable');
  await seen(app, 'history-never-connected');
  await openDay(page);
  pc.fake.behave();
  const goOn = pc.fake.hold(PATHS.office);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('main').getByText('Connecting…').waitFor();
  await seen(app, 'day-connecting');
  goOn();
  await page.getByRole('button', { name: 'Choose file…' }).waitFor();
});

test('a PC whose clock went back asks which day it is before anything is signed', async () => {
  const pc = await enrolledPc();
  const path = fileIn(pc, 'office.json');
  const { info } = JSON.parse(await readFile(path, 'utf8'));
  const time = new Date(Date.now() + 2 * DAY).toISOString();
  await writeFile(path, JSON.stringify({ info: { ...info, time }, offset: 0 }));
  pc.fake.vanish();
  const app = await pc.launch();
  const { page } = app;
  await openDay(page);
  await shown(page, /^Offline/);
  await chooseSales(app, await salesFile());
  await shown(page, /^This PC's clock can't be relied on just now\./);
  expect(await page.getByLabel('Passphrase').count()).toBe(0);
  await seen(app, 'day-unknown');
  await page.getByLabel('Business day').selectOption({ index: 2 });
  await shown(page, /^You're offline\./);
  await seen(app, 'day-offline');
  await signAndUpload(page, PASSPHRASE);
  await shown(page, 'Your sales are signed and safe on this PC.');
});
