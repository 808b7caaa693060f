import { describe, expect, it } from 'vitest';
import { exportClosings } from '../../src/server/closings/export.ts';
import { listClosings, showClosing } from '../../src/server/closings/list.ts';
import { Desk } from '../support/closings.ts';
import { TestOffice } from '../support/office.ts';

async function openDesk(): Promise<{ office: TestOffice; desk: Desk }> {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context) };
}

const file = (quantity: number): string => `Item,Quantity,Amount\r\nLaksa,${quantity},${quantity * 5}.00\r\n`;

/** Part, revision, whether it counts and whether a person must look, in the list's order. */
async function standing({ context }: TestOffice) {
  const list = await listClosings(context.db, {});
  return list.map(({ part, revision, current, needsReview, totals }) => ({
    part,
    revision,
    current,
    needsReview,
    quantity: totals.quantity,
  }));
}

const counted = async (office: TestOffice): Promise<number[]> =>
  (await standing(office)).filter(({ current }) => current).map(({ quantity }) => quantity);

describe('when a day is closed again', () => {
  it.each([
    { order: 'in order', revisions: [1, 2, 3] },
    { order: 'the last one first', revisions: [3, 1, 2] },
    { order: 'the last one in the middle', revisions: [1, 3, 2] },
  ])('counts the highest signed revision, arrived $order', async ({ revisions }) => {
    const { office, desk } = await openDesk();
    for (const revision of revisions) {
      office.clock.advance({ minutes: 1 });
      await desk.close({ revision, file: file(revision * 10) });
    }
    expect(await standing(office)).toEqual([
      { part: 'main', revision: 1, current: false, needsReview: false, quantity: 10 },
      { part: 'main', revision: 2, current: false, needsReview: false, quantity: 20 },
      { part: 'main', revision: 3, current: true, needsReview: false, quantity: 30 },
    ]);
  });

  it('flags both of two that claim the same revision, and counts one of them, always the same', async () => {
    const { office, desk } = await openDesk();
    const high = await desk.closing({ file: file(1), id: '01939c3e-0000-7000-8000-000000000002' });
    const low = await desk.closing({ file: file(2), id: '01939c3e-0000-7000-8000-000000000001' });
    await desk.send(high);
    expect((await standing(office)).map(({ needsReview }) => needsReview)).toEqual([false]);
    office.clock.advance({ minutes: 1 });
    await desk.send(low);
    const list = await listClosings(office.context.db, { needsReview: true });
    expect(list.map(({ documentId, current }) => [documentId, current])).toEqual([
      [high.header.id, false],
      [low.header.id, true],
    ]);
    for (const { header } of [low, high]) {
      const { warnings } = await showClosing(office.context.db, header.id);
      expect(warnings.map(({ code }) => code)).toEqual(['revision-tie']);
    }
  });

  it('clears nothing up by itself when a third closing follows a tie, but counts it', async () => {
    const { office, desk } = await openDesk();
    await desk.close({ file: file(1) });
    await desk.close({ file: file(2) });
    await desk.close({ file: file(3), revision: 2 });
    expect(await counted(office)).toEqual([3]);
    expect((await standing(office)).map(({ needsReview }) => needsReview)).toEqual([true, true, false]);
  });
});

describe('when a day has parts', () => {
  it('adds them up, each by its own revisions', async () => {
    const { office, desk } = await openDesk();
    await desk.close({ part: 'till-1', file: file(1) });
    await desk.close({ part: 'till-2', file: file(10) });
    await desk.close({ part: 'till-2', file: file(20), revision: 2 });
    await desk.close({ part: 'delivery', file: file(300) });
    expect((await counted(office)).sort((a, b) => a - b)).toEqual([1, 20, 300]);
    const { csv } = await exportClosings(office.context.db, desk.today, desk.today, 'branch');
    expect(csv.toString().split('\r\n').slice(1)).toEqual([`SG-01,${desk.today},3,3,321,1605,SGD,no,,,,,`, '']);
  });

  it("never mixes days, or branches, that share a part's name", async () => {
    const { office, desk } = await openDesk();
    await office.addBranch('SG-02');
    const other = await Desk.open(office.context, 'SG-02', 8);
    await desk.close({ file: file(1), revision: 1 });
    await other.close({ file: file(2), revision: 2 });
    const { today } = desk;
    office.clock.advance({ days: 1 });
    await desk.close({ file: file(4), revision: 3 });
    expect((await counted(office)).sort()).toEqual([1, 2, 4]);
    expect(await listClosings(office.context.db, { from: today, to: today })).toHaveLength(2);
    expect(await listClosings(office.context.db, { branch: 'SG-02' })).toHaveLength(1);
  });
});
