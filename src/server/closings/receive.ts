import { sha256Hex } from '../../shared/cms/digest.ts';
import { readDocument } from '../../shared/cms/document.ts';
import { open } from '../../shared/cms/enveloped-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import type { BranchIdentity } from '../../shared/pki/identity.ts';
import { newReceiptNumber } from '../../shared/receipt.ts';
import { readSales, type SalesReading } from '../../shared/sales/read.ts';
import { type ReadingWarning, WARNINGS } from '../../shared/table/warnings.ts';
import { branchOf } from '../authority/branches.ts';
import { revokedSince } from '../authority/certificates.ts';
import { issueCrlIfDue, newestCrl } from '../authority/crl.ts';
import { type OfficeContext, transact } from '../context.ts';
import type { ClosingRow } from '../store/schema.ts';
import type { Db, Tx } from '../store/store.ts';
import { asClosing, type ClosingDocument, checkClosing, fromTheDevicesBranch } from './checks.ts';
import { warningsOf } from './columns.ts';
import { storeLines } from './lines.ts';
import { giveReceipt } from './receipts.ts';

/** A closing that passed every check, as it is about to be stored. */
interface Arrived {
  document: ClosingDocument;
  evidenceSha256: string;
  sealed: Buffer;
  device: BranchIdentity;
  at: Date;
  sales: SalesReading;
}

/**
 * Takes in a sealed closing: opens it, checks it, reads the sales, and in one durable transaction stores evidence,
 * lines, receipt and audit record. The very same document again is the very same closing. One whose manager was
 * revoked meanwhile is stored on hold, without a receipt.
 * @throws the checks' codes (DESIGN section 5), `document-id-reused`
 */
export async function receiveClosing(
  office: OfficeContext,
  sealed: Buffer,
  device: BranchIdentity,
): Promise<{ closing: ClosingRow; isNew: boolean }> {
  const document = asClosing(await readDocument(await open(sealed, await office.keys.encryption())));
  fromTheDevicesBranch({ document, device });
  const evidenceSha256 = await sha256Hex(document.signedData);
  const known = await knownClosing(office.db, document, evidenceSha256);
  if (known) return { closing: known, isNew: false };
  const branch = await branchOf(office.db, device.branch);
  checkClosing({ document, device, at: office.clock(), timeZone: branch.time_zone, roots: [office.keys.root] });
  const sales = readSales(document.body, {
    currency: branch.currency,
    day: { date: document.header.businessDate, cutoff: branch.cutoff },
    hints: document.header.reading,
  });
  await issueCrlIfDue(office);
  return transact(office, async (tx) => {
    // Another connection may have brought the same document since.
    const meanwhile = await knownClosing(tx, document, evidenceSha256);
    if (meanwhile) return { closing: meanwhile, isNew: false };
    // Taken here, no CRL can be issued between the arrival and the one that is recorded as in force.
    const at = office.clock();
    return { closing: await store(office, tx, { document, evidenceSha256, sealed, device, at, sales }), isNew: true };
  });
}

/** The closing that has this document's id. Throws `document-id-reused` when it isn't the same document. */
async function knownClosing(
  db: Db | Tx,
  { header }: ClosingDocument,
  evidence: string,
): Promise<ClosingRow | undefined> {
  const known = await db.selectFrom('closings').selectAll().where('document_id', '=', header.id).executeTakeFirst();
  if (known && known.evidence_sha256 !== evidence) {
    throw new SpamsError('document-id-reused', { detail: `closing ${header.id} is another document` });
  }
  return known;
}

async function store(office: OfficeContext, tx: Tx, arrived: Arrived): Promise<ClosingRow> {
  const { document, sales } = arrived;
  const tied = await flagTies(tx, document);
  const row = await newRow(tx, arrived, tied);
  await tx.insertInto('closings').values(row).execute();
  await storeLines(tx, row.document_id, sales.lines);
  if (row.state === 'accepted')
    return giveReceipt(office, tx, row, { actor: document.header.from, action: 'closing.accepted' });
  await office.audit.append(tx, { actor: document.header.from, action: 'closing.held', subject: row.document_id });
  return row;
}

/**
 * Two closings may claim the same revision: which one counts is for a person to say, so both are flagged. Gives what
 * the new one is to be warned of.
 */
async function flagTies(tx: Tx, { header }: ClosingDocument): Promise<ReadingWarning[]> {
  const tied = await tx
    .selectFrom('closings')
    .select(['document_id', 'warnings_json'])
    .where('branch', '=', header.branch)
    .where('business_date', '=', header.businessDate)
    .where('part', '=', header.part)
    .where('revision', '=', header.revision)
    .execute();
  for (const { document_id, warnings_json } of tied) {
    const known = warningsOf({ warnings_json });
    const warnings = known.some(({ code }) => code === REVISION_TIE.code) ? known : [...known, REVISION_TIE];
    await tx
      .updateTable('closings')
      .set({ needs_review: 1, warnings_json: JSON.stringify(warnings) })
      .where('document_id', '=', document_id)
      .execute();
  }
  return tied.length > 0 ? [REVISION_TIE] : [];
}

const REVISION_TIE: ReadingWarning = { code: 'revision-tie', row: null, text: WARNINGS['revision-tie'].text };

async function newRow(tx: Tx, arrived: Arrived, tied: ReadingWarning[]): Promise<ClosingRow> {
  const { document, evidenceSha256, sealed, device, at, sales } = arrived;
  const { header, signer, signingTime, body, entitySha256 } = document;
  const revoked = await revokedSince(tx, signer.fingerprint);
  return {
    document_id: header.id,
    number: newReceiptNumber(),
    branch: header.branch,
    business_date: header.businessDate,
    part: header.part,
    revision: header.revision,
    manager: signer.identity?.role === 'manager' ? signer.identity.id : '',
    device: device.id,
    file_name: header.fileName,
    file_size: body.length,
    signed_at: signingTime.toISOString(),
    received_at: at.toISOString(),
    state: revoked ? 'held' : 'accepted',
    accepted_at: null,
    accepted_by: null,
    file_sha256: await sha256Hex(body),
    entity_sha256: entitySha256,
    evidence_sha256: evidenceSha256,
    sealed,
    profile: sales.profile,
    encoding: sales.encoding,
    totals_json: JSON.stringify(sales.totals),
    summary_json: JSON.stringify(sales.summary),
    warnings_json: JSON.stringify([...sales.warnings, ...tied]),
    needs_review: sales.needsReview || tied.length > 0 ? 1 : 0,
    issuing_crl: (await newestCrl(tx, 'issuing')).number,
    root_crl: (await newestCrl(tx, 'root')).number,
    receipt: null,
  };
}
