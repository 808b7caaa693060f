import type { DraftView, ErrorView, OutboxView, ReceiptView, UploadOutcome } from '../../src/preload/index.ts';

const UNKNOWN = { gross: null, discounts: null, refunds: null, tax: null, tips: null };
const money = { currency: 'SGD', digits: 2 };

export const DRAFT: DraftView = {
  fileName: 'day_end.csv',
  size: 18_432,
  fileSha256: 'a'.repeat(64),
  profile: 'generic-en',
  profileName: 'Sales table',
  totals: { ...money, lines: 412, quantity: 734, net: 684_250, ...UNKNOWN },
  summary: {
    ...{ byCategory: [], byTender: [], byDayPart: [], topItems: [], checks: [], days: [], outsideDay: null },
    ...{ voids: { lines: 0, net: null }, comps: { lines: 0 } },
  },
  correction: null,
  warnings: [],
  needsReview: false,
  weekBefore: null,
  dateIsCertain: true,
  businessDate: '2026-11-22',
  dates: { oldest: '2026-08-22', latest: '2026-11-22' },
  part: 'main',
  known: [],
};

export const anError = (code: ErrorView['code']): ErrorView => ({ code, happened: 'It.', means: 'Safe.', next: 'Do.' });

const RECEIPT: ReceiptView = {
  documentId: '019aa000-0000-7000-8000-000000000001',
  number: '4F7K2M9Q',
  businessDate: '2026-11-22',
  part: 'main',
  revision: 1,
  manager: 'mei',
  fileName: 'day_end.csv',
  receivedAt: '2026-11-22T15:52:00Z',
  totals: DRAFT.totals,
  needsReview: false,
};

export const QUEUED: UploadOutcome = {
  documentId: RECEIPT.documentId,
  state: 'queued',
  businessDate: '2026-11-22',
  receipt: null,
  error: null,
};
export const DELIVERED: UploadOutcome = { ...QUEUED, state: 'delivered', receipt: RECEIPT };

export const anEntry = (changes: Partial<OutboxView> = {}): OutboxView => ({
  documentId: RECEIPT.documentId,
  businessDate: '2026-11-22',
  part: 'main',
  state: 'queued',
  error: null,
  queuedAt: '2026-11-22T15:51:00Z',
  fileName: 'day_end.csv',
  sending: false,
  replaced: false,
  ...changes,
});
