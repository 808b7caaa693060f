import { isOfOther } from '../table/currency.ts';
import { headerKey, headerKeys } from '../table/header-key.ts';
import { isPersonal } from './personal.ts';
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
  /** Columns that a person named and that aren't there. */
  unknownHints: string[];
  score: number;
}

/** What a person said the columns are, by their headers; null takes a role away. */
export type ColumnHints = Partial<Record<SalesRole, string | null>>;

/** One header that only one export has tells more than any number of ordinary ones. */
const SIGNATURE = 100;
const MONEY = ['net', 'amount', 'total', 'gross'] as const;
/** No till writes more columns; a file that has them is something else. */
const MOST_COLUMNS = 500;
/** A share of something is no amount. */
const SHARE = /(?<!\d ?)%|percent|prozent|pourcent|porcent/i;

/** Every name of every language: a French file may have a column Quantity. */
const ORDINARY: ColumnNames = Object.fromEntries(
  SALES_ROLES.map((role) => [
    role,
    [...new Set(SALES_PROFILES.filter((each) => !each.signature).flatMap(({ columns }) => columns[role] ?? []))],
  ]),
);

const LOOSE = SALES_PROFILES.flatMap(({ loose = {} }) => Object.entries(loose));

/**
 * The profile that a row of headers fits best; undefined when it doesn't name what a sale needs. Columns whose headers
 * name another currency play no role.
 */
export function matchHeaders(
  headers: readonly string[],
  hints: ColumnHints = {},
  currency?: string,
): Match | undefined {
  const named = new NamedColumns(headers.slice(0, MOST_COLUMNS), currency);
  return SALES_PROFILES.map((profile) => matchProfile(profile, named, hints))
    .filter((match) => match !== undefined)
    .reduce<Match | undefined>((best, match) => (best && best.score >= match.score ? best : match), undefined);
}

/** The headers that a hint can name a column by: the others are never looked at. */
export const nameable = (headers: readonly string[]): string[] =>
  [...new Set(headers.slice(0, MOST_COLUMNS))].filter((header) => !SHARE.test(header) && headerKeys(header).length > 0);

/** A row of headers by the names that they may be known by. */
class NamedColumns {
  readonly #columns = new Map<string, number[]>();
  readonly #headers: readonly string[];

  constructor(headers: readonly string[], currency: string | undefined) {
    this.#headers = headers;
    for (const [at, header] of headers.entries()) {
      if (SHARE.test(header) || isPersonal(header) || (currency && isOfOther(header, currency))) continue;
      for (const key of headerKeys(header)) this.#columns.set(key, [...this.of(key), at]);
    }
  }

  of(name: string): number[] {
    return this.#columns.get(name) ?? [];
  }

  /** The column that a person means: by its header as it stands, or as it may be known. */
  called(header: string): number | undefined {
    const exact = this.#headers.indexOf(header.trim());
    const key = headerKey(header);
    const at = exact >= 0 || key === '' ? exact : this.#headers.findIndex((each) => headerKey(each) === key);
    return at >= 0 ? at : this.of(key)[0];
  }

  like(pattern: RegExp, used: ReadonlySet<number>): number | undefined {
    for (const [name, columns] of this.#columns) {
      const free = pattern.test(name) ? columns.find((column) => !used.has(column)) : undefined;
      if (free !== undefined) return free;
    }
    return undefined;
  }

  first(names: readonly string[], used: ReadonlySet<number>): number | undefined {
    for (const name of names) {
      const free = this.of(name).find((column) => !used.has(column));
      if (free !== undefined) return free;
    }
    return undefined;
  }
}

function matchProfile(profile: SalesProfile, named: NamedColumns, hints: ColumnHints): Match | undefined {
  const { signature = [], tenders = {} } = profile;
  const has = (names: string | readonly string[]): boolean => [names].flat().some((name) => named.of(name).length > 0);
  if (!signature.every(has)) return undefined;
  const own = assign(profile.columns, named, {});
  const columns = profile.signature ? own : assignLoosely(assign(ORDINARY, named, own), named);
  const unknownHints = applyHints(columns, hints, named);
  const score = signature.length * SIGNATURE + Object.keys(own).length + Object.keys(columns).length / 100;
  if (profile.signature === undefined && !isSale(columns)) return undefined;
  const used = new Set(Object.entries(columns).flatMap(([role, column]) => (role === 'kind' ? [] : column)));
  const kindNames = (profile.signature ? profile.columns : ORDINARY).kind ?? [];
  return {
    profile,
    columns,
    tenders: Object.entries(tenders).flatMap(([tender, names]): Match['tenders'] => {
      const column = named.first(names, used);
      return column === undefined ? [] : [[tender, column]];
    }),
    kinds: [...new Set(kindNames.flatMap((name) => named.of(name)))].filter((column) => !used.has(column)),
    unknownHints,
    score,
  };
}

/** Gives each role the column with its best name; a column plays one role only. */
function assign(names: ColumnNames, named: NamedColumns, taken: Match['columns']): Match['columns'] {
  const columns = { ...taken };
  const used = new Set(Object.values(taken));
  for (const role of SALES_ROLES) {
    const column = columns[role] ?? named.first(names[role] ?? [], used);
    if (column === undefined) continue;
    columns[role] = column;
    used.add(column);
  }
  return columns;
}

function assignLoosely(taken: Match['columns'], named: NamedColumns): Match['columns'] {
  const columns = { ...taken };
  const used = new Set(Object.values(taken));
  for (const role of SALES_ROLES) {
    const patterns = LOOSE.filter(([of]) => of === role).map(([, pattern]) => pattern);
    const column = columns[role] ?? patterns.map((pattern) => named.like(pattern, used)).find((at) => at !== undefined);
    if (column === undefined || isKnown(role, columns)) continue;
    columns[role] = column;
    used.add(column);
  }
  return columns;
}

/** Of a row's money one amount is enough: a looser name for another may be of something else. */
function isKnown(role: SalesRole, columns: Match['columns']): boolean {
  return role === 'total' && MONEY.some((other) => columns[other] !== undefined);
}

/** Gives the hints that name no column: what was detected stays. */
function applyHints(columns: Match['columns'], hints: ColumnHints, named: NamedColumns): string[] {
  const unknown: string[] = [];
  for (const role of SALES_ROLES) {
    const hint = hints[role];
    if (hint === undefined) continue;
    const column = hint === null ? undefined : named.called(hint);
    if (hint !== null && column === undefined) {
      unknown.push(hint);
      continue;
    }
    for (const other of SALES_ROLES) if (columns[other] === column) delete columns[other];
    if (column === undefined) delete columns[role];
    else columns[role] = column;
  }
  return unknown;
}

/** An item and how many or how much, or at least the money of a check. */
function isSale(columns: Match['columns']): boolean {
  const money = MONEY.some((role) => columns[role] !== undefined);
  const price = columns.unitPrice !== undefined;
  if (columns.item !== undefined) return columns.quantity !== undefined || money || price;
  return money && (columns.tip ?? columns.tender ?? columns.date ?? columns.time) !== undefined;
}
