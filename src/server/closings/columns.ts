import { z } from 'zod';
import { receiptWarning } from '../../shared/receipt.ts';
import { salesSummarySchema, salesTotalsSchema } from '../../shared/sales/sales.ts';
import { readJson } from '../store/json.ts';
import type { ClosingRow } from '../store/schema.ts';

const warnings = z.array(receiptWarning);

/** Throws `state-damaged`. */
export const totalsOf = ({ totals_json }: Pick<ClosingRow, 'totals_json'>) =>
  readJson(totals_json, salesTotalsSchema, 'closings.totals_json');

/** Null for a closing that was taken before it was kept. Throws `state-damaged`. */
export const summaryOf = ({ summary_json }: Pick<ClosingRow, 'summary_json'>) =>
  summary_json === null ? null : readJson(summary_json, salesSummarySchema, 'closings.summary_json');

/** Throws `state-damaged`. */
export const warningsOf = ({ warnings_json }: Pick<ClosingRow, 'warnings_json'>) =>
  readJson(warnings_json, warnings, 'closings.warnings_json');
