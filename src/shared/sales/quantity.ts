import { isAmbiguous, parseUnsigned, splitSign } from '../table/decimal.ts';
import type { Delimiter } from '../table/read-table.ts';
import { SALES_LIMITS } from './sales.ts';

/**
 * Reads a quantity of at most three decimal places, exactly, in either decimal convention. One mark followed by exactly
 * three digits ("1,250", "1.250") could be either: it is a decimal mark when it is the one that goes with the table (a
 * comma between semicolons, otherwise a point), and groups thousands if not. Undefined for anything else, and beyond
 * SALES_LIMITS.
 */
export function parseQuantity(text: string, delimiter: Delimiter | null): number | undefined {
  const { sign, text: digits } = splitSign(text.trim());
  const thousandths = parseUnsigned(digits, 3, (mark) => mark !== decimalMark(delimiter));
  if (thousandths === undefined || thousandths > SALES_LIMITS.quantity * 1000) return undefined;
  return sign < 0 && thousandths !== 0 ? -thousandths / 1000 : thousandths / 1000;
}

/** Whether parseQuantity took as thousands what somebody may have meant as decimals. */
export function isAmbiguousQuantity(text: string, delimiter: Delimiter | null): boolean {
  return isAmbiguous(text) && !text.includes(decimalMark(delimiter));
}

function decimalMark(delimiter: Delimiter | null): string {
  return delimiter === ';' ? ',' : '.';
}
