import type { SalesLine, SalesTotals } from './sales.ts';

/**
 * Adds lines up, exactly: money in minor units, quantities in thousandths. `net` is null when no line has money, and
 * when the sum is beyond Number.MAX_SAFE_INTEGER.
 */
export function totalsOf(lines: SalesLine[], currency: string): SalesTotals {
  let thousandths = 0;
  let net: number | null = null;
  let exact = true;
  for (const line of lines) {
    thousandths += Math.round(line.quantity * 1000);
    if (line.net !== null) net = (net ?? 0) + line.net;
    exact &&= Number.isSafeInteger(net ?? 0);
  }
  return { currency, lines: lines.length, quantity: thousandths / 1000, net: exact ? net : null };
}

/**
 * Quantity × unit price in minor units, rounded half away from zero. Undefined when it can't be worked out
 * exactly, beyond Number.MAX_SAFE_INTEGER.
 */
export function multiply(quantity: number, unitPrice: number): number | undefined {
  const product = Math.round(quantity * 1000) * unitPrice;
  if (!Number.isSafeInteger(product)) return undefined;
  const remainder = product % 1000;
  const whole = (product - remainder) / 1000;
  return Math.abs(remainder) >= 500 ? whole + Math.sign(product) : whole;
}
