import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { closedBranch } from '../../support/branch.ts';
import { openDesk } from '../../support/desk.ts';
import { eventually } from '../../support/eventually.ts';
import { testFolder } from '../../support/folders.ts';
import { timers } from '../../support/manual-timers.ts';
import { TestOffice } from '../../support/office.ts';
import { SALES, salesFile } from '../../support/sales.ts';

vi.mock('../../../src/main/app/timer.ts', () => import('../../support/manual-timers.ts'));

/** Waits until something is planned with this delay, and lets it run out. */
async function runOut(delay: number): Promise<void> {
  const planned = () => timers.find((timer) => timer.delay === delay);
  await eventually(() => expect(planned()).toBeDefined());
  planned()!.runOut();
}

const REST = 500;
const LATER = 15_000;

beforeEach(() => {
  timers.length = 0;
});

/** A branch whose till has written nothing yet, at its End of day. */
async function opened() {
  const office = await TestOffice.start();
  const home = await closedBranch(office);
  const desk = await openDesk(home, office);
  await desk.settled();
  const folder = join(await testFolder(), 'exports');
  await mkdir(folder);
  desk.screen.choices.push(folder);
  expect(await desk.ask['till.choose'](undefined)).toEqual({ folder, problem: null });
  /** As the till does, while the office's clock stands still. */
  const write = async (name: string, text = SALES): Promise<void> => {
    await writeFile(join(folder, name), text);
    await utimes(join(folder, name), office.clock.now(), office.clock.now());
  };
  const suggested = (name: string | null) =>
    desk.screen.until('suggestion', ({ file, problem }) => !problem && (file?.fileName ?? null) === name);
  return { ...desk, office, home, folder, write, suggested };
}

describe("the till's folder", () => {
  it('that was chosen goes before the one that the last file came from, and is kept', async () => {
    const { ask, desk, screen, home, office, folder, write } = await opened();
    screen.choices.push(await salesFile());
    await ask['closing.choose'](undefined);
    await ask['closing.discard'](undefined);
    await write('day.csv');
    expect(await ask['closing.suggest'](undefined)).toMatchObject({ file: { fileName: 'day.csv' } });
    await desk.stop();
    const again = await openDesk(home, office);
    expect(await again.ask['till.show'](undefined)).toEqual({ folder, problem: null });
    expect(await again.ask['closing.suggest'](undefined)).toMatchObject({ file: { fileName: 'day.csv' } });
    expect(await again.ask['closing.takeSuggested'](undefined)).toMatchObject({ fileName: 'day.csv' });
    await again.ask['closing.discard'](undefined);
    expect(await again.ask['till.forget'](undefined)).toEqual({ folder: null, problem: null });
  });

  it('is left as it was by who chooses none', async () => {
    const { ask, folder } = await opened();
    expect(await ask['till.choose'](undefined)).toBeNull();
    expect(await ask['till.show'](undefined)).toEqual({ folder, problem: null });
  });

  it('shows a file by itself once the till has written it, and only while somebody looks', async () => {
    const { ask, screen, write, suggested } = await opened();
    await ask['closing.watch']({ on: true });
    await suggested(null);
    await write('day.csv');
    await runOut(REST);
    await suggested('day.csv');
    await ask['closing.watch']({ on: false });
    const told = screen.all('suggestion').length;
    await write('day 2.csv');
    expect(await ask['closing.suggest'](undefined)).toMatchObject({ file: expect.anything() });
    expect(timers.map(({ delay }) => delay)).not.toContain(REST);
    expect(screen.all('suggestion')).toHaveLength(told);
  });

  it('that vanishes is said, and found again by looking when it is back', async () => {
    const { ask, screen, folder, write, suggested } = await opened();
    await ask['closing.watch']({ on: true });
    await suggested(null);
    await rename(folder, `${folder} away`);
    await runOut(LATER);
    const { problem } = await screen.until('suggestion', (state) => state.problem !== null);
    expect(problem).toMatchObject({ code: 'till-folder-missing', happened: expect.stringContaining(folder) });
    expect(await ask['till.show'](undefined)).toMatchObject({ folder, problem: { code: 'till-folder-missing' } });
    await rename(`${folder} away`, folder);
    await write('day.csv');
    await runOut(LATER);
    await suggested('day.csv');
    await write('day.csv', `${SALES}Mee,1,4.00\r\n`);
    await runOut(REST);
  });
});
