import { SALES_ROLES, type SalesRole } from '../../shared/sales/profile.ts';

/** No net hangs on the first two, the branch says the currency, and tills that write the last two are known. */
const NOT_ASKED = ['dayPart', 'comp', 'currency', 'refundedQuantity', 'refundedMoney'] as const;

/** A role that a person can give to a column, or take away. */
export type CorrectableRole = Exclude<SalesRole, (typeof NOT_ASKED)[number]>;

export const CORRECTABLE_ROLES = SALES_ROLES.filter(
  (role): role is CorrectableRole => !NOT_ASKED.some((other) => other === role),
);
