import { describe, expect, it } from 'vitest';
import { addDays, wallDateAt } from '../../src/shared/business-date.ts';
import { Desk, type Given, signEntity } from '../support/closings.ts';
import { TestOffice } from '../support/office.ts';

async function openDesk(): Promise<{ office: TestOffice; desk: Desk }> {
  const office = await TestOffice.open();
  return { office, desk: await Desk.open(office.context) };
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

describe('when a closing says when it was signed', () => {
  it.each([
    { name: '35 days', offset: -35 * DAY, code: undefined },
    { name: '35 days and a second', offset: -35 * DAY - SECOND, code: 'signing-time-implausible' as const },
    { name: '5 minutes ahead', offset: 5 * MINUTE, code: undefined },
    { name: '5 minutes and a second ahead', offset: 5 * MINUTE + SECOND, code: 'signing-time-implausible' as const },
  ])('judges $name to the second', async ({ offset, code }) => {
    const { office, desk } = await openDesk();
    office.clock.advance({ days: 60 });
    const sent = desk.close({ signingTime: new Date(office.clock.now().getTime() + offset) });
    if (code) await expect(sent).toFailWith(code);
    else await expect(sent).resolves.toMatchObject({ isNew: true });
  });

  it('refuses one whose Date tells another time than the signature', async () => {
    const { office, desk } = await openDesk();
    const date = new Date(office.clock.now().getTime() - DAY);
    const { header, file } = await desk.closing({ date });
    const signedData = await signEntity({ header, body: file }, desk.manager, office.clock.now());
    await expect(desk.send({ sealed: await desk.seal(signedData) })).toFailWith('document-malformed');
  });
});

describe('when a closing names its business date', () => {
  /** Sets the clock to 23:54:59 in Singapore: five minutes on it is still today, a second later it isn't. */
  async function lateEvening() {
    const { office, desk } = await openDesk();
    const today = wallDateAt(office.clock.now(), 'Asia/Singapore');
    office.clock.set(new Date(`${addDays(today, 1)}T23:54:59+08:00`));
    const date = (days: number): string => addDays(today, 1 + days);
    return { office, close: (given: Given) => desk.close(given), date };
  }

  it("takes today's by the branch's clock, and tomorrow's only within five minutes of it", async () => {
    const { office, close, date } = await lateEvening();
    await expect(close({ businessDate: date(0) })).resolves.toMatchObject({ isNew: true });
    await expect(close({ businessDate: date(1) })).toFailWith('business-date-implausible');
    office.clock.advance({ seconds: 1 });
    await expect(close({ businessDate: date(1) })).resolves.toMatchObject({ isNew: true });
  });

  it('takes one of 92 days before the signature, and none older', async () => {
    const { close, date } = await lateEvening();
    await expect(close({ businessDate: date(-92) })).resolves.toMatchObject({ isNew: true });
    await expect(close({ businessDate: date(-93) })).toFailWith('business-date-implausible');
  });
});
