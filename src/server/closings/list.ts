import { sql } from 'kysely';
import { SpamsError } from '../../shared/errors.ts';
import { normalizeReceiptNumber } from '../../shared/receipt.ts';
import type { SalesTotals } from '../../shared/sales/sales.ts';
import type { ClosingRow } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { summaryOf, totalsOf, warningsOf } from './columns.ts';
import { loadLines } from './lines.ts';

export interface ClosingFilter {
  from?: string;
  to?: string;
  branch?: string;
  needsReview?: boolean;
}

/** One closing as commands print it. */
export interface ClosingSummary {
  documentId: string;
  number: string;
  branch: string;
  businessDate: string;
  part: string;
  revision: number;
  /** Whether this is the revision that counts for its day and part. */
  current: boolean;
  state: 'accepted' | 'held';
  manager: string;
  device: string;
  fileName: string;
  fileSize: number;
  signedAt: string;
  receivedAt: string;
  profile: string;
  totals: SalesTotals;
  needsReview: boolean;
}

/**
 * Closings by day, branch and part. Of a part's accepted ones the highest signed revision is current, whenever it
 * arrived; between equal ones, which are flagged for review, the lower document id.
 */
export async function listClosings(db: Db, filter: ClosingFilter): Promise<ClosingSummary[]> {
  const rows = await filtered(db, filter)
    .orderBy('business_date')
    .orderBy('branch')
    .orderBy('part')
    .orderBy('revision')
    .orderBy('received_at')
    .execute();
  return rows.map(summary);
}

/** Document ids of the closings that count: a subquery. */
export const currentIds = (db: Db, filter: ClosingFilter) =>
  filtered(db, filter).where('state', '=', 'accepted').where('place', '=', 1).clearSelect().select('document_id');

/** One closing, with its lines and warnings, by document id or receipt number. Throws `unknown-subject`. */
export async function showClosing(db: Db, id: string) {
  const { document_id } = await findClosing(db, id);
  const row = await withCurrent(db).where('document_id', '=', document_id).executeTakeFirstOrThrow();
  const digests = await db
    .selectFrom('closings')
    .select([
      'file_sha256',
      'entity_sha256',
      'evidence_sha256',
      'encoding',
      'summary_json',
      'warnings_json',
      'reread_at',
      'accepted_at',
      'accepted_by',
    ])
    .where('document_id', '=', document_id)
    .executeTakeFirstOrThrow();
  return {
    ...summary(row),
    fileSha256: digests.file_sha256,
    sha256: digests.entity_sha256,
    evidenceSha256: digests.evidence_sha256,
    releasedAt: digests.accepted_at,
    releasedBy: digests.accepted_by,
    rereadAt: digests.reread_at,
    encoding: digests.encoding,
    summary: summaryOf(digests),
    warnings: warningsOf(digests),
    lines: await loadLines(db, document_id),
  };
}

/** A stored closing by its document id or its receipt number, as a person may have written it. Throws `unknown-subject`. */
export async function findClosing(db: Db | Tx, id: string): Promise<ClosingRow> {
  const row = await db
    .selectFrom('closings')
    .selectAll()
    .where((eb) => eb.or([eb('document_id', '=', id.toLowerCase()), eb('number', '=', normalizeReceiptNumber(id))]))
    .executeTakeFirst();
  if (!row) throw new SpamsError('unknown-subject', { params: { what: `closing ${id}` } });
  return row;
}

type SummaryRow = Omit<
  ClosingRow,
  | 'sealed'
  | 'receipt'
  | 'warnings_json'
  | 'encoding'
  | 'summary_json'
  | 'reread_at'
  | 'file_sha256'
  | 'entity_sha256'
  | 'evidence_sha256'
  | 'accepted_at'
  | 'accepted_by'
  | 'issuing_crl'
  | 'root_crl'
> & { place: number };

function filtered(db: Db, { from, to, branch, needsReview }: ClosingFilter) {
  let query = withCurrent(db);
  if (from !== undefined) query = query.where('business_date', '>=', from);
  if (to !== undefined) query = query.where('business_date', '<=', to);
  if (branch !== undefined) query = query.where('branch', '=', branch);
  if (needsReview) query = query.where('needs_review', '=', 1);
  return query;
}

function withCurrent(db: Db) {
  const ranked = db.selectFrom('closings').select([
    'document_id',
    'number',
    'branch',
    'business_date',
    'part',
    'revision',
    'state',
    'manager',
    'device',
    'file_name',
    'file_size',
    'signed_at',
    'received_at',
    'profile',
    'totals_json',
    'needs_review',
    sql<number>`cast(row_number() over (
        partition by branch, business_date, part, state order by revision desc, document_id
      ) as integer)`.as('place'),
  ]);
  return db.selectFrom(ranked.as('ranked')).selectAll();
}

function summary(row: SummaryRow): ClosingSummary {
  return {
    documentId: row.document_id,
    number: row.number,
    branch: row.branch,
    businessDate: row.business_date,
    part: row.part,
    revision: row.revision,
    current: row.state === 'accepted' && row.place === 1,
    state: row.state,
    manager: row.manager,
    device: row.device,
    fileName: row.file_name,
    fileSize: row.file_size,
    signedAt: row.signed_at,
    receivedAt: row.received_at,
    profile: row.profile,
    totals: totalsOf(row),
    needsReview: row.needs_review === 1,
  };
}
