import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { revoke } from '../../../src/server/authority/branches.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { LIMITS, MEDIA, PATHS, receiptPath } from '../../../src/shared/protocol.ts';
import { Desk, opened, readReceipt } from '../../support/closings.ts';
import { enrolHolder } from '../../support/holders.ts';
import { ask, outcome, type Question, type Reply } from '../../support/https.ts';
import { testKey } from '../../support/keys.ts';
import { TestOffice } from '../../support/office.ts';
import { DEVICE } from '../../support/pki.ts';

async function startDesk(): Promise<{ office: TestOffice; desk: Desk }> {
  const office = await TestOffice.start();
  return { office, desk: await Desk.open(office.context) };
}

function post(office: TestOffice, body: Buffer | string, question: Question): Promise<Reply> {
  const headers = { 'content-type': MEDIA.document, ...question.headers };
  return ask(office, PATHS.closings, { ...question, method: 'POST', headers, body });
}

describe('when a device posts a closing', () => {
  it('answers 201 with the receipt sealed to that device, and 200 with the very same one again', async () => {
    const { office, desk } = await startDesk();
    const other = await enrolHolder(office.context, { ...DEVICE, id: 'other' }, testKey(8));
    const { sealed, header } = await desk.closing();
    const first = await post(office, sealed, { as: desk.device });
    const again = await post(office, sealed, { as: desk.device });
    const elsewhere = await post(office, sealed, { as: other });
    expect([first.status, again.status, elsewhere.status]).toEqual([201, 200, 200]);
    const receipt = await opened(first.body, desk.device);
    expect(await readReceipt(receipt)).toMatchObject({ documentId: header.id });
    expect(await opened(again.body, desk.device)).toEqual(receipt);
    expect(await opened(elsewhere.body, other)).toEqual(receipt);
    await expect(opened(first.body, other)).toFailWith('unknown-recipient-key');
    expect(again.body).not.toEqual(first.body);
    expect(await listClosings(office.context.db, {})).toHaveLength(1);
  });

  it('says that it is busy while another process writes for long, and takes the closing afterwards', async () => {
    const { office, desk } = await startDesk();
    const other = new Database(join(office.folder, 'office.db'));
    onTestFinished(() => void other.close());
    await sql`pragma busy_timeout = 0`.execute(office.context.db);
    const { sealed } = await desk.closing();
    other.exec('begin immediate');
    expect(outcome(await post(office, sealed, { as: desk.device }))).toBe('office-busy');
    other.exec('rollback');
    expect(outcome(await post(office, sealed, { as: desk.device }))).toBe(201);
  });

  it('refuses what is no document at all', async () => {
    const { office, desk } = await startDesk();
    const as = desk.device;
    expect(outcome(await post(office, 'hello', { as }))).toBe('not-opened');
    expect(outcome(await post(office, '', { as }))).toBe('not-opened');
    expect(outcome(await post(office, '{}', { as, headers: { 'content-type': 'application/json' } }))).toBe(
      'request-malformed',
    );
    expect(outcome(await ask(office, PATHS.closings, { as, method: 'POST' }))).toBe('request-malformed');
  });

  it('refuses one over the limit by its announced length alone', async () => {
    const { office, desk } = await startDesk();
    const headers = { 'content-length': String(LIMITS.document + 1) };
    const reply = await post(office, 'x', { as: desk.device, headers });
    expect([reply.status, outcome(reply)]).toEqual([413, 'document-too-large']);
  });

  it('tells why a check failed by its code, and nothing of the closing', async () => {
    const { office, desk } = await startDesk();
    const { sealed } = await desk.closing({ branch: 'SG-02' });
    const reply = await post(office, sealed, { as: desk.device });
    expect([reply.status, outcome(reply)]).toEqual([403, 'branch-mismatch']);
    expect(reply.body.toString()).not.toContain('SG-');
    const { header, sealed: good } = await desk.closing();
    await post(office, good, { as: desk.device });
    const { sealed: reused } = await desk.closing({ id: header.id, revision: 2 });
    expect((await post(office, reused, { as: desk.device })).status).toBe(409);
  });

  it('is taken from another PC of the branch when the one it was made on was revoked', async () => {
    const { office, desk } = await startDesk();
    const other = await enrolHolder(office.context, { ...DEVICE, id: 'other' }, testKey(8));
    const { sealed } = await desk.closing();
    await revoke(office.context, desk.identity, 'tests');
    expect(outcome(await post(office, sealed, { as: desk.device }))).toBe('certificate-revoked');
    expect(outcome(await post(office, sealed, { as: other }))).toBe(201);
  });
});

describe('when a device asks for a receipt', () => {
  it('gets those of its own branch, and not even a hint of others', async () => {
    const { office, desk } = await startDesk();
    await office.addBranch('SG-02');
    const other = await Desk.open(office.context, 'SG-02', 8);
    const { sealed, header } = await desk.closing();
    const first = await post(office, sealed, { as: desk.device });
    const reply = await ask(office, receiptPath(header.id), { as: desk.device });
    expect(outcome(reply)).toBe(200);
    expect(await opened(reply.body, desk.device)).toEqual(await opened(first.body, desk.device));
    const theirs = await ask(office, receiptPath(header.id), { as: other.device });
    const unknown = await ask(office, receiptPath('01939c3e-0000-7000-8000-000000000000'), { as: other.device });
    expect(outcome(theirs)).toBe('receipt-none');
    expect(theirs.body).toEqual(unknown.body);
  });
});
