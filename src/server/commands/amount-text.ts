import { formatAmount } from '../../shared/money.ts';

/** "17.80"; a hyphen for an amount that isn't known. */
export const amountText = (minor: number | null, currency: string): string =>
  minor === null ? '-' : formatAmount(minor, currency);
