import { headerKey, headerKeys } from '../table/header-key.ts';
import { type ColumnNames, SALES_ROLES, type SalesProfile, type SalesRole } from './profile.ts';
import { SALES_PROFILES } from './profiles/index.ts';

/** Which column plays which role, and how sure that is. */
export interface Match {
  profile: SalesProfile;
  columns: Partial<Record<SalesRole, number>>;
  /** What was paid by one tender each: the tender's name, and its column. */
  tenders: [tender: string, column: number][];
  /** Columns that say in a word what a row is: sale, refund, void. */
  kinds: number[];
  score: number;
}

/** What a person said the columns are, by their headers; null takes a role away. */
export type ColumnHints = Partial<Record<SalesRole, string | null>>;

/** One header that only one export has tells more than any number of ordinary ones. */
const SIGNATURE = 100;
const MONEY = ['net', 'amount', 'total', 'gross'] as const;

/** The profile that a row of headers fits best; undefined when it doesn't name what a sale needs. */
export function matchHeaders(headers: readonly string[], hints: ColumnHints = {}): Match | undefined {
  const keys = headers.map(headerKeys);
  return SALES_PROFILES.map((profile) => matchProfile(profile, keys, hints))
    .filter((match) => match !== undefined)
    .reduce<Match | undefined>((best, match) => (best && best.score >= match.score ? best : match), undefined);
}

function matchProfile(profile: SalesProfile, keys: string[][], hints: ColumnHints): Match | undefined {
  const signature = profile.signature ?? [];
  const has = (names: string | readonly string[]): boolean =>
    [names].flat().some((name) => keys.some((key) => key.includes(name)));
  if (!signature.every(has)) return undefined;
  const own = assign(profile.columns, keys, {});
  const columns = profile.signature ? own : assign(ORDINARY, keys, own);
  applyHints(columns, hints, keys);
  const tenders = Object.entries(profile.tenders ?? {}).flatMap(([tender, names]): [string, number][] => {
    const column = keys.findIndex((key) => names.some((name) => key.includes(name)));
    return column < 0 ? [] : [[tender, column]];
  });
  const score = signature.length * SIGNATURE + Object.keys(own).length + Object.keys(columns).length / 100;
  const used = new Set(Object.entries(columns).flatMap(([role, column]) => (role === 'kind' ? [] : column)));
  const names = (profile.signature ? profile.columns : ORDINARY).kind ?? [];
  const kinds = keys.flatMap((key, at) => (!used.has(at) && names.some((name) => key.includes(name)) ? at : []));
  const match = { profile, columns, tenders, kinds, score };
  return profile.signature !== undefined || isSale(columns) ? match : undefined;
}

/** Gives each role the column with its best name; a column plays one role only. */
function assign(names: ColumnNames, keys: string[][], taken: Match['columns']): Match['columns'] {
  const columns = { ...taken };
  const used = new Set(Object.values(taken));
  for (const role of SALES_ROLES) {
    if (columns[role] !== undefined) continue;
    for (const name of names[role] ?? []) {
      const column = keys.findIndex((key, at) => key.includes(name) && !used.has(at));
      if (column < 0) continue;
      columns[role] = column;
      used.add(column);
      break;
    }
  }
  return columns;
}

function applyHints(columns: Match['columns'], hints: ColumnHints, keys: string[][]): void {
  for (const role of SALES_ROLES) {
    const hint = hints[role];
    if (hint === undefined) continue;
    const column = hint === null ? -1 : keys.findIndex((key) => key.includes(headerKey(hint)));
    for (const other of SALES_ROLES) if (columns[other] === column) delete columns[other];
    if (column >= 0) columns[role] = column;
    else delete columns[role];
  }
}

/** An item and how many or how much, or at least the money of a check. */
function isSale(columns: Match['columns']): boolean {
  const money = MONEY.some((role) => columns[role] !== undefined);
  const price = columns.unitPrice !== undefined;
  if (columns.item !== undefined) return columns.quantity !== undefined || money || price;
  return money && (columns.tip !== undefined || columns.tender !== undefined || columns.date !== undefined);
}

/** Every name of every language: a French file may have a column Quantity. */
const ORDINARY: ColumnNames = Object.fromEntries(
  SALES_ROLES.map((role) => [
    role,
    [...new Set(SALES_PROFILES.filter((each) => !each.signature).flatMap(({ columns }) => columns[role] ?? []))],
  ]),
);
