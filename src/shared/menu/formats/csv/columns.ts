import { compact } from '../../words/fold.ts';
import { type Heading, type Role, readHeading } from './headings.ts';

/** Which column says what, by its place. */
export interface Columns {
  roles: Partial<Record<Role, number>>;
  /** By language. */
  names: Map<string, number>;
  descriptions: Map<string, number>;
  /** Prices of a size or of a branch. */
  sizes: { size: string; column: number }[];
  branches: { branch: string; column: number }[];
  /** Prices for something else: "Price delivery". */
  otherPrices: { what: string; column: number }[];
  /** A mark in it says yes. */
  marks: { kind: 'allergen' | 'diet'; key: string; column: number }[];
  headings: string[];
  /** Headings of columns that say the same as one that was chosen, and of those that say nothing that is known. */
  repeated: string[];
  unused: string[];
}

export const noColumns = (headings: string[]): Columns => ({
  roles: {},
  names: new Map(),
  descriptions: new Map(),
  sizes: [],
  branches: [],
  otherPrices: [],
  marks: [],
  headings,
  repeated: [],
  unused: [],
});

/** Finds what columns are by their headings, in any order. Of several that play one role the best known name counts. */
export function columnsOf(headings: string[], branches: readonly string[]): Columns {
  const columns = noColumns(headings);
  const ranks = new Map<Role, number>();
  for (const [column, text] of headings.entries()) {
    if (text.trim() === '') continue;
    const heading = readHeading(text, branches);
    if (heading === undefined) columns.unused.push(text);
    else if (heading.kind === 'role') placeRole(columns, ranks, heading, column);
    else placeOther(columns, heading, column);
  }
  promoteTranslation(columns);
  return columns;
}

function placeRole(
  columns: Columns,
  ranks: Map<Role, number>,
  heading: Heading & { kind: 'role' },
  column: number,
): void {
  const { role, rank } = heading;
  const other = columns.roles[role];
  const text = columns.headings[column]!;
  if (other === undefined || rank < ranks.get(role)!) {
    if (other !== undefined) columns.unused.push(columns.headings[other]!);
    columns.roles[role] = column;
    ranks.set(role, rank);
  } else if (rank === ranks.get(role)) columns.repeated.push(text);
  else columns.unused.push(text);
}

function placeOther(columns: Columns, heading: Exclude<Heading, { kind: 'role' }>, column: number): void {
  const text = columns.headings[column]!;
  if (heading.kind === 'translation') placeTranslation(columns, heading, column);
  else if (heading.kind === 'size') columns.sizes.push({ size: heading.size, column });
  else if (heading.kind === 'branch') columns.branches.push({ branch: heading.branch, column });
  else if (heading.kind === 'price-of') columns.otherPrices.push({ what: heading.what, column });
  else if (columns.marks.some(({ key }) => key === heading.key)) columns.repeated.push(text);
  else columns.marks.push({ kind: heading.kind, key: heading.key, column });
}

function placeTranslation(columns: Columns, heading: Heading & { kind: 'translation' }, column: number): void {
  const { role, language } = heading;
  const text = columns.headings[column]!;
  const translations = { name: columns.names, description: columns.descriptions, category: undefined }[role];
  if (translations?.has(language)) columns.repeated.push(text);
  else if (translations) translations.set(language, column);
  // Categories are kept in one language: that of the names.
  else if (columns.roles.category === undefined) columns.roles.category = column;
  else columns.unused.push(text);
}

/** Without a column for the name itself, its first language is the menu's own. */
function promoteTranslation({ roles, names, descriptions }: Columns): void {
  const [first] = names.keys();
  if (roles.name !== undefined || first === undefined) return;
  roles.name = names.get(first);
  names.delete(first);
  roles.description ??= descriptions.get(first);
  descriptions.delete(first);
}

/** How many columns are known. */
export const knownColumns = ({ headings, repeated, unused }: Columns): number =>
  headings.filter((heading) => heading.trim() !== '').length - repeated.length - unused.length;

/** How many times the same headings stand side by side: 2 for `Name,Price,Name,Price`. */
export function repeatedBlocks(headings: string[]): number {
  const texts = headings.map(compact);
  for (let width = 2; width <= texts.length / 2; width += 1) {
    if (texts.length % width === 0 && texts.every((text, at) => text !== '' && text === texts[at % width])) {
      return texts.length / width;
    }
  }
  return 1;
}
