import { z } from 'zod';
import { receiptWarning } from '../../shared/receipt.ts';
import { salesTotalsSchema } from '../../shared/sales/sales.ts';
import { readJson } from '../store/json.ts';
import type { ClosingRow } from '../store/schema.ts';

const warnings = z.array(receiptWarning);

/** Throws `state-damaged`. */
export const totalsOf = ({ totals_json }: Pick<ClosingRow, 'totals_json'>) =>
  readJson(totals_json, salesTotalsSchema, 'closings.totals_json');

/** Throws `state-damaged`. */
export const warningsOf = ({ warnings_json }: Pick<ClosingRow, 'warnings_json'>) =>
  readJson(warnings_json, warnings, 'closings.warnings_json');
