import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PATHS } from '../../../src/shared/protocol.ts';
import { openDesk } from '../../support/desk.ts';
import { eventually } from '../../support/eventually.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { timers } from '../../support/manual-timers.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { upload } from '../../support/sales.ts';

const MINUTE = 60_000;

vi.mock('../../../src/main/app/timer.ts', () => import('../../support/manual-timers.ts'));

/** What is planned, milliseconds from now. */
const planned = () => timers.flatMap(({ delay }) => delay ?? []).sort((a, b) => a - b);

/** Lets the next of the timers run out. */
function runOut(): void {
  const [next] = timers.filter(({ delay }) => delay !== undefined).sort((a, b) => a.delay! - b.delay!);
  next!.runOut();
}

beforeEach(() => {
  timers.length = 0;
});

async function opened({ validUntil, queued = false }: { validUntil?: number; queued?: boolean } = {}) {
  const office = await TestOffice.start();
  const end = validUntil === undefined ? {} : { validUntil: new Date(office.clock.now().getTime() + validUntil) };
  await office.publish([LAKSA], end);
  const { fake, branch } = await branchBehindFake(office);
  fake.on(PATHS.closings, async () => undefined);
  if (queued) await upload(branch);
  await branch.close();
  await branch.home.release();
  const desk = await openDesk(branch.home.folder, office);
  await desk.screen.until('menu', ({ outcome }) => outcome !== null);
  await desk.settled();
  return { ...desk, office, fake };
}

describe('by itself, SPAMS', () => {
  it('asks for a new menu every quarter of an hour', async () => {
    const { office, screen } = await opened();
    expect(planned()).toEqual([15 * MINUTE]);
    await office.publish([{ ...LAKSA, available: false }]);
    runOut();
    const { menu } = await screen.until(
      'menu',
      (state) => state.outcome === 'changed' && !state.menu?.items[0]?.available,
    );
    expect(menu?.changes).toEqual([{ kind: 'sold-out', code: LAKSA.code, name: LAKSA.name }]);
    await eventually(() => expect(planned()).toEqual([15 * MINUTE]));
  });

  it('says of each check of the menu whether somebody asked for it', async () => {
    const { screen, ask } = await opened();
    const checked = () => screen.until('menu', ({ fetching, outcome }) => !fetching && outcome === 'latest');
    expect(await ask['menu.fetch'](undefined)).toMatchObject({ outcome: 'latest', asked: true });
    runOut();
    expect(await checked()).toMatchObject({ asked: false });
    await eventually(() => expect(planned()).toEqual([15 * MINUTE]));
    // Who asks while a check goes on by itself waits for that one.
    runOut();
    expect(await ask['menu.fetch'](undefined)).toMatchObject({ asked: true });
  });

  it('asks for a new menu when this one ends', async () => {
    const { office, screen } = await opened({ validUntil: 5 * MINUTE });
    expect(planned()).toEqual([5 * MINUTE]);
    office.clock.advance({ minutes: 5 });
    runOut();
    const { menu } = await screen.until('menu', (state) => state.menu?.stale === 'expired');
    expect(menu?.items).toEqual([LAKSA]);
    await eventually(() => expect(planned()).toEqual([15 * MINUTE]));
  });

  it('sends what is queued, soon at first and then less often, until it is there', async () => {
    const { fake, screen, desk } = await opened({ queued: true });
    for (const delay of [0.5, 1, 2, 5, 15, 15]) {
      await eventually(() => expect(planned()[0]).toBe(delay * MINUTE));
      if (delay < 15) runOut();
    }
    expect(desk.state.outbox).toMatchObject([{ state: 'queued', error: { code: 'office-unreachable' } }]);
    fake.behave();
    await desk.wake();
    await screen.until('app.state', ({ outbox }) => outbox.length === 0);
    expect(planned()).toEqual([15 * MINUTE]);
  });

  it('sends what is queued as soon as head office is there again', async () => {
    const { fake, screen, ask } = await opened({ queued: true });
    await eventually(() => expect(planned()).toEqual([0.5 * MINUTE, 15 * MINUTE]));
    fake.behave();
    await ask['menu.fetch'](undefined);
    await screen.until('app.state', ({ outbox }) => outbox.length === 0);
  });

  it('plans nothing any more once it is stopped', async () => {
    const { desk } = await opened({ queued: true });
    await desk.stop();
    expect(planned()).toEqual([]);
  });
});
