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
