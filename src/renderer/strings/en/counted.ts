/** A count and its noun, as in "1,200 dishes". The figure is the count as the branch writes numbers. */
export const counted = (count: number, figure: string, one: string, more: string): string =>
  `${figure} ${count === 1 ? one : more}`;
