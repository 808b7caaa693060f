import type { Generated, Selectable } from 'kysely';

/**
 * The office's tables. Times are ISO 8601 in UTC, text, so that they sort as they read; money is in minor units;
 * DER documents are blobs; `*_json` columns hold what their zod schema says.
 */
export interface Schema {
  branches: BranchTable;
  holders: HolderTable;
  invites: InviteTable;
  certificates: CertificateTable;
  crls: CrlTable;
  publications: PublicationTable;
  branch_menus: BranchMenuTable;
  menu_drafts: MenuDraftTable;
  menu_overrides: MenuOverrideTable;
  sold_out: SoldOutTable;
  contacts: ContactTable;
  closings: ClosingTable;
  closing_lines: ClosingLineTable;
  excused_days: ExcusedDayTable;
  settings: SettingTable;
  audit: AuditTable;
}

interface BranchTable {
  code: string;
  name: string;
  time_zone: string;
  cutoff: number;
  currency: string;
  locale: string;
  created_at: string;
  revoked_at: string | null;
  /** The group of branches that it is in, if any. */
  branch_group: string | null;
}

/** A device or a manager of a branch. */
interface HolderTable {
  branch: string;
  role: 'device' | 'manager';
  id: string;
  name: string;
  created_at: string;
  revoked_at: string | null;
}

interface InviteTable {
  id: string;
  /** Of the one-time code, which itself is never stored. */
  code_sha256: string;
  branch: string;
  role: 'device' | 'manager';
  holder: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  used_at: string | null;
  /** What it was used for: the same key gets the same certificate again. */
  spki_sha256: string | null;
  certificate: string | null;
}

interface CertificateTable {
  /** SHA-256 of the DER. */
  fingerprint: string;
  serial: string;
  /** Null for the office's own. */
  branch: string | null;
  role: string;
  holder: string | null;
  not_before: string;
  not_after: string;
  der: Buffer;
  revoked_at: string | null;
}

/** Every list ever issued: evidence needs the one then in force. */
interface CrlTable {
  issuer: 'root' | 'issuing';
  number: number;
  this_update: string;
  next_update: string;
  der: Buffer;
}

interface PublicationTable {
  id: Generated<number>;
  published_at: string;
  valid_from: string;
  valid_until: string | null;
  content_json: string;
  actor: string;
  withdrawn_at: string | null;
}

/** A branch's menu as it took effect, signed once. */
interface BranchMenuTable {
  branch: string;
  version: number;
  publication: number;
  effective_at: string;
  signed_data: Buffer;
  /** Of what it says, apart from its version: as long as that stays, so does the version. */
  content_sha256: string;
}

/** The menu that is being worked on: one at a time. */
interface MenuDraftTable {
  id: 1;
  file_name: string;
  content_json: string;
  saved_at: string;
  actor: string;
  /** What was odd about its file. */
  warnings_json: string;
  needs_review: number;
}

/** Whom an adjustment of the menu is for; `target` is the branch's code, the group's name or empty. */
export interface Target {
  scope: 'branch' | 'group' | 'all';
  target: string;
}

/** A branch's or a group's own price of a dish, and whether the dish is shown there at all; null: as elsewhere. */
interface MenuOverrideTable extends Target {
  code: string;
  /** Empty for the dish itself. */
  size: string;
  price: number | null;
  /** What the price is in: a menu in another currency goes by its own. */
  currency: string | null;
  hidden: number | null;
}

/** A dish that is sold out whatever the menu says; null: until somebody says otherwise. */
interface SoldOutTable extends Target {
  code: string;
  until: string | null;
}

interface ContactTable {
  branch: string;
  device: string;
  last_contact: string;
  menu_version: number | null;
  /** When it first asked with that version in force. */
  menu_fetched_at: string | null;
  app_version: string | null;
}

interface ClosingTable {
  document_id: string;
  number: string;
  branch: string;
  business_date: string;
  part: string;
  revision: number;
  manager: string;
  device: string;
  file_name: string;
  file_size: number;
  signed_at: string;
  received_at: string;
  state: 'accepted' | 'held';
  /** Set together: the revoked manager's closing that somebody let in. */
  accepted_at: string | null;
  accepted_by: string | null;
  file_sha256: string;
  entity_sha256: string;
  evidence_sha256: string;
  /** The document as it came. */
  sealed: Buffer;
  profile: string;
  /** Null for closings taken before it was kept; so is the summary. */
  encoding: string | null;
  totals_json: string;
  summary_json: string | null;
  warnings_json: string;
  needs_review: number;
  /** When the evidence was read anew, and profile to needs_review replaced; the receipt says what was understood first. */
  reread_at: string | null;
  /** The CRLs in force when it came. */
  issuing_crl: number;
  root_crl: number;
  /** The receipt's SignedData; null while held. */
  receipt: Buffer | null;
}

interface ClosingLineTable {
  document_id: string;
  row: number;
  item: string;
  category: string | null;
  code: string | null;
  quantity: number;
  unit_price: number | null;
  gross: number | null;
  discount: number | null;
  net: number | null;
  tax: number | null;
  tip: number | null;
  tender: string | null;
  time: string | null;
  /** 1 void, 2 comp, 4 refund, added up. */
  marks: number;
}

/** Days on which a branch needn't send sales. */
interface ExcusedDayTable {
  branch: string;
  business_date: string;
  reason: string;
  actor: string;
  excused_at: string;
}

/** What the office's commands set while it serves. */
interface SettingTable {
  name: 'updates';
  value: string;
}

interface AuditTable {
  sequence: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail_json: string;
  mac: string;
}

export type Branch = Selectable<BranchTable>;
export type InviteRow = Selectable<InviteTable>;
export type Publication = Selectable<PublicationTable>;
export type BranchMenuRow = Selectable<BranchMenuTable>;
export type MenuDraft = Selectable<MenuDraftTable>;
export type MenuOverrideRow = Selectable<MenuOverrideTable>;
export type SoldOutRow = Selectable<SoldOutTable>;
export type ClosingRow = Selectable<ClosingTable>;
export type AuditRow = Selectable<AuditTable>;
