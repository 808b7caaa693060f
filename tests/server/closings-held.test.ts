import { describe, expect, it } from 'vitest';
import { reinvite, revoke } from '../../src/server/authority/branches.ts';
import { exportClosings, type Grouping } from '../../src/server/closings/export.ts';
import { listClosings, showClosing } from '../../src/server/closings/list.ts';
import { acceptHeld } from '../../src/server/closings/receipts.ts';
import { PATHS, receiptPath } from '../../src/shared/protocol.ts';
import { Desk, opened, readReceipt } from '../support/closings.ts';
import { enrolInvited } from '../support/holders.ts';
import { ask, outcome } from '../support/https.ts';
import { testKey } from '../support/keys.ts';
import { TestOffice } from '../support/office.ts';
import { MANAGER } from '../support/pki.ts';

const ANN = { ...MANAGER, id: 'ann' };

/** A desk whose manager was revoked an hour ago; what it closed before stays. */
async function revokedDesk() {
  const office = await TestOffice.open();
  const desk = await Desk.open(office.context);
  await revoke(office.context, ANN, 'tests');
  office.clock.advance({ hours: 1 });
  return { office, desk };
}

/** How many rows of sales the exports hold. */
async function exported({ context }: TestOffice): Promise<number> {
  const counts = (['branch', 'item', 'line'] as Grouping[]).map(async (by) => {
    return (await exportClosings(context.db, '2000-01-01', '2100-01-01', by)).rows;
  });
  return (await Promise.all(counts)).reduce((sum, rows) => sum + rows, 0);
}

describe("when a revoked manager's closing arrives", () => {
  it('is kept on hold: without a receipt, outside current and outside every export', async () => {
    const { office, desk } = await revokedDesk();
    const { closing } = await desk.close();
    expect(closing).toMatchObject({ state: 'held', receipt: null });
    expect(await listClosings(office.context.db, {})).toMatchObject([{ state: 'held', current: false }]);
    expect(await exported(office)).toBe(0);
    expect((await showClosing(office.context.db, closing.number)).lines).toHaveLength(2);
  });

  it('is held also when its signature was dated back to before the revocation', async () => {
    const { office, desk } = await revokedDesk();
    const signingTime = new Date(office.clock.now().getTime() - 61 * 60 * 1000);
    expect((await desk.close({ signingTime })).closing.state).toBe('held');
  });

  it('is held also when the certificate was only replaced, by a new invite', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const closing = await desk.closing();
    const next = await enrolInvited(office.context, await reinvite(office.context, ANN, 'tests'), testKey(8));
    expect((await desk.send(closing)).closing.state).toBe('held');
    expect((await desk.close({ signer: next })).closing.state).toBe('accepted');
  });

  it('takes nothing from the closing that counted before, and replaces it only once released', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const { closing: before } = await desk.close();
    await revoke(office.context, ANN, 'tests');
    const { closing: held } = await desk.close({ revision: 2, file: 'Item,Quantity\r\nLaksa,9\r\n' });
    const current = async (): Promise<string[]> =>
      (await listClosings(office.context.db, {})).filter((each) => each.current).map(({ number }) => number);
    expect(await current()).toEqual([before.number]);
    await acceptHeld(office.context, held.number, 'siti');
    expect(await current()).toEqual([held.number]);
  });

  it('leaves an audit record, and none says accepted', async () => {
    const { office, desk } = await revokedDesk();
    const { closing } = await desk.close();
    const records = await office.context.db.selectFrom('audit').select(['action', 'subject']).execute();
    const of = records.filter(({ subject }) => subject === closing.document_id);
    expect(of.map(({ action }) => action)).toEqual(['closing.held']);
    await office.context.audit.verify(office.context.db);
  });
});

describe('when the office releases it', () => {
  it('gives the receipt: for the time it arrived, in the name of who released it', async () => {
    const { office, desk } = await revokedDesk();
    const { closing } = await desk.close();
    office.clock.advance({ days: 2 });
    const { receipt } = await acceptHeld(office.context, closing.number.toLowerCase(), 'siti');
    expect(await readReceipt(receipt)).toMatchObject({ number: closing.number, receivedAt: closing.received_at });
    expect(await listClosings(office.context.db, {})).toMatchObject([{ state: 'accepted', current: true }]);
    expect(await exported(office)).toBe(1 + 2 + 2);
    expect(await showClosing(office.context.db, closing.number)).toMatchObject({
      releasedBy: 'siti',
      releasedAt: office.clock.now().toISOString(),
    });
    const { audit } = await readReceipt(receipt);
    const record = office.context.db.selectFrom('audit').selectAll().where('sequence', '=', audit.sequence);
    expect(await record.executeTakeFirst()).toMatchObject({
      action: 'closing.released',
      actor: 'siti',
      mac: audit.head,
    });
  });

  it('releases it once, and nothing that is not on hold', async () => {
    const { office, desk } = await revokedDesk();
    const { closing } = await desk.close();
    const twice = [acceptHeld(office.context, closing.number, 'a'), acceptHeld(office.context, closing.number, 'b')];
    const results = await Promise.allSettled(twice);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(acceptHeld(office.context, closing.number, 'c')).toFailWith('closing-not-held');
    await expect(acceptHeld(office.context, 'ZZZZZZZZ', 'c')).toFailWith('unknown-subject');
  });
});

describe('when its branch asks for the receipt', () => {
  it('is refused until the release, and then gets it both ways', async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    await revoke(office.context, ANN, 'tests');
    const { header, sealed } = await desk.closing();
    const headers = { 'content-type': 'application/pkcs7-mime' };
    const upload = () => ask(office, PATHS.closings, { method: 'POST', as: desk.device, headers, body: sealed });
    const collect = () => ask(office, receiptPath(header.id), { as: desk.device });
    for (const send of [upload, upload, collect]) expect(outcome(await send())).toBe('manager-revoked');
    expect(await listClosings(office.context.db, {})).toHaveLength(1);
    const { receipt } = await acceptHeld(office.context, header.id, 'siti');
    for (const send of [upload, collect]) {
      const reply = await send();
      expect(outcome(reply)).toBe(200);
      expect(await opened(reply.body, desk.device)).toEqual(receipt);
    }
  });
});
