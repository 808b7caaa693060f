import { createHmac } from 'node:crypto';
import { SpamsError } from '../../shared/errors.ts';
import { failpoint } from '../../shared/failpoint.ts';
import type { Clock } from '../clock.ts';
import type { AuditRow } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';

/** What happened, who did it, to what. Never a secret, never sales. */
export interface AuditEvent {
  actor: string;
  action: AuditAction;
  subject: string;
  detail?: Record<string, string | number | boolean | null>;
}

export type AuditAction =
  | 'office.initialised'
  | 'office.certificate-issued'
  | 'crl.issued'
  | 'branch.added'
  | 'branch.changed'
  | 'branch.revoked'
  | 'device.added'
  | 'device.revoked'
  | 'manager.added'
  | 'manager.revoked'
  | 'invite.created'
  | 'invite.revoked'
  | 'certificate.enrolled'
  | 'certificate.renewed'
  | 'menu.drafted'
  | 'menu.published'
  | 'menu.withdrawn'
  | 'menu.overridden'
  | 'menu.override-cleared'
  | 'menu.sold-out'
  | 'menu.back'
  | 'menu.effective'
  | 'closing.accepted'
  | 'closing.held'
  | 'closing.released'
  | 'closing.reread'
  | 'day.excused'
  | 'day.expected'
  | 'updates.set'
  | 'updates.off'
  | 'backup.made';

export interface AuditHead {
  sequence: number;
  /** HMAC of the newest record, hexadecimal. */
  head: string;
}

const GENESIS: AuditHead = { sequence: 0, head: '0'.repeat(64) };
const PAGE = 1_000;

/**
 * The audit chain: each record's HMAC-SHA-256 covers the record and the HMAC before it, under a key that lies outside
 * the database, so that nobody with the database alone can change, drop or reorder a record.
 */
export class AuditChain {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(key: Buffer, clock: Clock) {
    this.#key = key;
    this.#clock = clock;
  }

  /** Appends a record within the transaction that does what it tells of. */
  async append(tx: Tx, { actor, action, subject, detail = {} }: AuditEvent): Promise<AuditHead> {
    const last = await head(tx);
    const record = {
      sequence: last.sequence + 1,
      at: this.#clock().toISOString(),
      actor,
      action,
      subject,
      detail_json: JSON.stringify(detail),
    };
    const mac = this.#mac(last.head, record);
    await tx
      .insertInto('audit')
      .values({ ...record, mac })
      .execute();
    failpoint('audit record appended', action);
    return { sequence: record.sequence, head: mac };
  }

  /** Checks every record. Throws `audit-broken` at the first that doesn't hold; gives the head otherwise. */
  async verify(db: Db): Promise<AuditHead> {
    let last = GENESIS;
    for (;;) {
      const page = await db
        .selectFrom('audit')
        .selectAll()
        .where('sequence', '>', last.sequence)
        .orderBy('sequence')
        .limit(PAGE)
        .execute();
      for (const record of page) last = this.#check(record, last);
      if (page.length < PAGE) break;
    }
    // Every office's first record is its own making.
    if (last.sequence === 0) throw broken('there is no record at all');
    return last;
  }

  /** Checks that the chain still has the place that a receipt quotes: a truncated chain doesn't. Throws `audit-broken`. */
  async verifyPlace(db: Db, { sequence, head }: AuditHead): Promise<void> {
    const record = await db.selectFrom('audit').select('mac').where('sequence', '=', sequence).executeTakeFirst();
    if (!record) throw broken(`record ${sequence}, which the receipt quotes, is gone`);
    if (record.mac !== head) throw broken(`record ${sequence} is not the one that the receipt quotes`);
  }

  #check(record: AuditRow, last: AuditHead): AuditHead {
    if (record.sequence !== last.sequence + 1) throw broken(`record ${last.sequence + 1} is missing`);
    if (this.#mac(last.head, record) !== record.mac) throw broken(`record ${record.sequence} was changed`);
    return { sequence: record.sequence, head: record.mac };
  }

  #mac(previous: string, { sequence, at, actor, action, subject, detail_json }: Omit<AuditRow, 'mac'>): string {
    const text = JSON.stringify([previous, sequence, at, actor, action, subject, detail_json]);
    return createHmac('sha256', this.#key).update(text).digest('hex');
  }
}

async function head(tx: Tx): Promise<AuditHead> {
  const last = await tx
    .selectFrom('audit')
    .select(['sequence', 'mac as head'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? GENESIS;
}

const broken = (reason: string): SpamsError => new SpamsError('audit-broken', { params: { reason } });
