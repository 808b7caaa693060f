import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AuditChain } from '../../src/server/audit/chain.ts';
import { addHolder, revoke, setBranch } from '../../src/server/authority/branches.ts';
import { transact } from '../../src/server/context.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { Desk, readReceipt } from '../support/closings.ts';
import { enrolHolder } from '../support/holders.ts';
import { testKey } from '../support/keys.ts';
import { TestOffice } from '../support/office.ts';
import { MANAGER } from '../support/pki.ts';

const PC = { role: 'device', branch: 'SG-01', id: 'till-2' } as const;

/** Somebody who can write the database file, and nothing else of the office. */
function intruder({ folder }: TestOffice): Database.Database {
  const database = new Database(join(folder, 'office.db'));
  onTestFinished(() => void database.close());
  return database;
}

const verify = ({ context }: TestOffice) => context.audit.verify(context.db);

const records = ({ context }: TestOffice) => context.db.selectFrom('audit').selectAll().orderBy('sequence').execute();

describe('when nobody has touched the audit record', () => {
  it('holds, and its head is the newest record', async () => {
    const office = await TestOffice.open();
    const last = (await records(office)).at(-1);
    expect(await verify(office)).toEqual({ sequence: last?.sequence, head: last?.mac });
  });

  it('holds over thousands of records', async () => {
    const office = await TestOffice.open();
    const before = await verify(office);
    await transact(office.context, async (tx) => {
      for (let each = 0; each < 2_001; each += 1)
        await office.context.audit.append(tx, { actor: 'tests', action: 'branch.changed', subject: String(each) });
    });
    expect((await verify(office)).sequence).toBe(before.sequence + 2_001);
    intruder(office).exec("update audit set subject = 'x' where sequence = 1500");
    await expect(verify(office)).toFailWith('audit-broken');
  });
});

describe('when somebody changes the database', () => {
  it.each([
    { what: 'the time', sql: "update audit set at = '2020-01-01T00:00:00.000Z' where sequence = 3" },
    { what: 'the actor', sql: "update audit set actor = 'somebody else' where sequence = 3" },
    { what: 'the action', sql: "update audit set action = 'branch.revoked' where sequence = 3" },
    { what: 'the subject', sql: "update audit set subject = 'SG-99' where sequence = 3" },
    { what: 'the detail', sql: `update audit set detail_json = '{"a":1}' where sequence = 3` },
    { what: 'its HMAC', sql: `update audit set mac = '${'0'.repeat(64)}' where sequence = 3` },
    { what: 'the first record', sql: "update audit set actor = 'x' where sequence = 1" },
    { what: 'the last record', sql: "update audit set actor = 'x' where sequence = (select max(sequence) from audit)" },
    {
      what: 'where two fields meet',
      sql: "update audit set actor = actor || 'x', action = substr(action, 2) where sequence = 3",
    },
  ])('finds that $what was changed', async ({ sql }) => {
    const office = await TestOffice.open();
    expect(intruder(office).prepare(sql).run().changes).toBe(1);
    await expect(verify(office)).toFailWith('audit-broken');
  });

  it.each([
    { what: 'removed', sql: 'delete from audit where sequence = 3' },
    { what: 'removed at the beginning', sql: 'delete from audit where sequence = 1' },
    {
      what: 'removed and the others renumbered',
      sql: 'delete from audit where sequence = 3; update audit set sequence = sequence - 1 where sequence > 3',
    },
    {
      what: 'reordered',
      sql: 'update audit set sequence = -1 where sequence = 3; update audit set sequence = 3 where sequence = 4; update audit set sequence = 4 where sequence = -1',
    },
    {
      what: 'repeated',
      sql: 'insert into audit select max(sequence) + 1, at, actor, action, subject, detail_json, mac from audit',
    },
  ])('finds that a record was $what', async ({ sql }) => {
    const office = await TestOffice.open();
    expect((await verify(office)).sequence).toBeGreaterThan(5);
    intruder(office).exec(sql);
    await expect(verify(office)).toFailWith('audit-broken');
  });

  it("finds records that were made without the office's key", async () => {
    const office = await TestOffice.open();
    const forged = new AuditChain(Buffer.alloc(32), office.clock.now);
    await transact(office.context, (tx) => forged.append(tx, { actor: 'x', action: 'branch.added', subject: 'SG-99' }));
    await expect(verify(office)).toFailWith('audit-broken');
  });
});

describe('when somebody cuts the record short', () => {
  it('is found by a receipt from what was cut, and only by one', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const early = await readReceipt((await desk.close({ part: 'till-1' })).closing.receipt);
    const late = await readReceipt((await desk.close({ part: 'till-2' })).closing.receipt);
    const { audit, db } = office.context;
    await audit.verifyPlace(db, late.audit);
    intruder(office).exec(`delete from audit where sequence > ${early.audit.sequence}`);
    await verify(office);
    await audit.verifyPlace(db, early.audit);
    await expect(audit.verifyPlace(db, late.audit)).toFailWith('audit-broken');
  });

  it('is found by that receipt also when the record has grown again since', async () => {
    const office = await TestOffice.open();
    const desk = await Desk.open(office.context);
    const { audit } = await readReceipt((await desk.close()).closing.receipt);
    intruder(office).exec(`delete from audit where sequence >= ${audit.sequence}`);
    office.clock.advance({ seconds: 1 });
    await setBranch(office.context, 'SG-01', { name: 'x' }, 'tests');
    expect((await verify(office)).sequence).toBe(audit.sequence);
    await expect(office.context.audit.verifyPlace(office.context.db, audit)).toFailWith('audit-broken');
  });
});

describe('when things are done', () => {
  it('says when, who did what, and to whom', async () => {
    const office = await TestOffice.open();
    const { sequence } = await verify(office);
    office.clock.advance({ minutes: 5 });
    await setBranch(office.context, 'SG-01', { cutoff: 5 }, 'siti');
    await enrolHolder(office.context, PC, testKey(6));
    await revoke(office.context, PC, 'omar');
    const added = (await records(office)).filter((record) => record.sequence > sequence);
    const urn = 'urn:spams:branch:SG-01:device:till-2';
    expect(added.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['siti', 'branch.changed', 'SG-01'],
      ['tests', 'device.added', urn],
      ['tests', 'invite.created', urn],
      [urn, 'certificate.enrolled', urn],
      ['omar', 'device.revoked', urn],
    ]);
    expect(added.map(({ at }) => at)).toEqual(Array(5).fill(office.clock.now().toISOString()));
    expect(added[0]?.detail_json).toBe('{"cutoff":5}');
  });

  it('records nothing of what was refused', async () => {
    const office = await TestOffice.open();
    const before = await verify(office);
    await expect(office.addBranch('SG-01')).toFailWith('already-exists');
    await expect(addHolder(office.context, MANAGER, 'Mei', 'tests')).toFailWith('already-exists');
    await expect(revoke(office.context, PC, 'tests')).toFailWith('unknown-subject');
    expect(await verify(office)).toEqual(before);
  });

  it('holds no secret: no code of an invite, nor anything that was sold', async () => {
    const office = await TestOffice.open();
    const invite = await addHolder(office.context, PC, 'Till 2', 'tests');
    const desk = await Desk.open(office.context);
    await desk.close();
    const text = JSON.stringify(await records(office));
    expect(text).toContain(parseInvite(invite).id);
    for (const secret of [parseInvite(invite).code, invite, 'Laksa']) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/(?<![0-9a-f])1780(?![0-9a-f])/);
  });
});
