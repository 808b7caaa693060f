/** Null until there is any. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** Quantities have at most three decimals: added as whole thousandths, they stay exact. */
export const sumQuantity = (members: readonly { quantity: number }[]): number =>
  members.reduce((sum, { quantity }) => sum + Math.round(quantity * 1000), 0) / 1000;
