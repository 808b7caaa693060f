import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice } from '../src/server/office.ts';
import { addDays } from '../src/shared/business-date.ts';
import { BRANCH, loopbackOffice, OFFICE, run, serve } from './demo-office.ts';
import { daysSales } from './demo-sales.ts';

/** The branches of a chain; busy: how much they sell on the day, and a week before, of what they could. None: they closed nothing. */
const CHAIN = [
  { code: 'SG-01', name: 'Orchard Road', currency: 'SGD', busy: [94, 88] },
  { code: 'SG-02', name: 'Tiong Bahru', currency: 'SGD', busy: [71, 77] },
  { code: 'SG-03', name: 'Katong', currency: 'SGD', busy: [66, 58] },
  { code: 'SG-04', name: 'Serangoon', currency: 'SGD', busy: [undefined, 49] },
  { code: 'SG-05', name: 'Jurong East', currency: 'SGD', busy: [undefined, 38] },
  { code: 'JP-01', name: 'Shibuya', currency: 'JPY', busy: [82, 80] },
] as const;

const DATE = new Date().toISOString().slice(0, 10);
/** Over wherever the branches are. */
const DAY = addDays(DATE, -2);

/** A chain's day report as a page, made by the command lines as they are shipped, of invented sales. */
export async function demoDayReport(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-demo-'));
  const data = join(folder, 'office');
  const office = <T>(...args: string[]) => run<T>(OFFICE, ['--data', data, ...args]);
  await office(...(await loopbackOffice()).init);
  const stop = await serve(data);
  try {
    for (const branch of CHAIN) await closeDays(folder, branch, office);
    await openedLongAgo(data);
    await office('closings', 'excuse', 'SG-05', '--date', DAY, '--reason', 'Kitchen renovation');
    const page = join(folder, 'day-report.html');
    await office('report', 'day', '--date', DAY, '--html', page);
    return await readFile(page, 'utf8');
  } finally {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Command = <T>(...args: string[]) => Promise<T>;

async function closeDays(
  folder: string,
  { code, name, currency, busy }: (typeof CHAIN)[number],
  office: Command,
): Promise<void> {
  const settings = ['--name', name, '--currency', currency, '--timezone', 'Asia/Singapore'];
  const device = await office<Invited>('branch', 'add', code, ...settings);
  const manager = await office<Invited>('manager', 'add', code, 'mei', '--name', 'Mei');
  const home = ['--home', join(folder, code)];
  await run(BRANCH, [...home, 'enroll', device.invite]);
  await run(BRANCH, [...home, 'manager', 'enroll', manager.invite]);
  for (const [weeks, share] of busy.entries()) {
    if (share === undefined) continue;
    const file = join(folder, `${code}-${weeks}.csv`);
    await writeFile(file, daysSales(share, currency));
    const date = addDays(DAY, -7 * weeks);
    await run(BRANCH, [...home, 'closing', 'upload', file, '--manager', 'mei', '--date', date]);
  }
}

interface Invited {
  invite: string;
}

/** No closing is expected of a branch from before it was there; these were added only now. */
async function openedLongAgo(data: string): Promise<void> {
  const { db, close } = await openOffice(data);
  await db.updateTable('branches').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute();
  await close();
}
