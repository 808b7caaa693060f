/** What a warning says, and whether a person must look before the file's numbers can be trusted. */
interface WarningEntry {
  review: boolean;
  /** `{name}` is filled from the parameters. */
  text: string;
}

const note = (text: string): WarningEntry => ({ review: false, text });
const review = (text: string): WarningEntry => ({ review: true, text });

/** The closed set of what can be odd about a menu or sales file, in words for a restaurant manager. */
export const WARNINGS = {
  // The file
  'file-empty': review('The file is empty.'),
  'not-text': review('This is {kind}. Export it as CSV instead.'),
  'not-recognised': review('The file was not understood: {reason}.'),
  'nothing-read': review('Nothing could be read from the file.'),
  'reader-failed': review('SPAMS could not read this file. The file itself is kept as it is.'),
  'encoding-guessed': note('The file was read as Windows-1252. Check names with accents.'),
  'encoding-unknown': review('Some letters could not be read, so names may look wrong. Numbers are not affected.'),
  'quotes-broken': review('A quotation mark has no partner, so all of them were read as ordinary characters.'),
  'columns-repeated': review(
    'There is more than one column {columns}. Only the first was used: check that it is the right one.',
  ),
  'hint-unknown': review('No column is called {columns}, so that correction was not used. Choose the columns again.'),
  'columns-unused': note('These columns were not used: {columns}.'),
  'columns-of-other': note('These columns are not in {currency}, so they were not used: {columns}.'),
  'money-missing': review('No column with prices or amounts was recognised, so only quantities were counted.'),
  'columns-guessed': review('No row names the columns. What they are was guessed from what stands in them.'),
  'checks-only': review('No column names items, so each row was counted as one check.'),
  'quantity-not-in-file': review('No column says how many were sold: each row was counted as one.'),
  'second-table': review('Another table begins in this row. Only the first table was counted.'),
  'numbers-mixed': review('Some numbers have a decimal point and others a decimal comma. Check the amounts.'),
  'dates-ambiguous': note(
    'Dates like {value} could have the day or the month first, so they were not used. Say which comes first.',
  ),
  'dates-unreadable': note(
    'Dates like {value} could not be read, so they were not used: {count}. Export them as 2026-11-22.',
  ),
  'personal-left-out': note('These columns name or reach guests, so they were left out: {columns}.'),
  'amounts-with-tax': note('The amounts of this export may include tax and tips.'),
  'tax-is-rate': review(
    'The column {column} holds tax rates, not amounts, so no tax was taken off. Export the tax or the net amounts.',
  ),
  'amounts-rounded': note('Amounts finer than the smallest coin were rounded: {count}.'),
  'totals-unchecked': note('The file has so many totals of its own that {count} were not compared with its rows.'),
  'rows-outside-day': note('Rows of another business day: {count} of {lines}. They were counted.'),
  'day-mismatch': review('Most rows are of another business day: {count} of {lines}. They were counted.'),
  'looks-like-sales': review("This looks like a day's sales, not like a menu."),
  'looks-like-menu': review('This looks like a menu, not like sales: its numbers may not be quantities.'),
  'total-too-large': review('The amounts add up to more than SPAMS can count exactly.'),
  'more-warnings': note('There were more warnings than these: {count}.'),
  'revision-tie': review('Another file was sent as the same revision of this day. Someone must say which one counts.'),
  'rows-too-many': review('There are more than {limit} rows, so nothing was read.'),
  // A menu
  'json-broken': review('This looks like JSON, but it is cut off or damaged.'),
  'headings-missing': note('The columns have no headings. They were read as: {columns}.'),
  'headings-unknown': review('The headings of the columns are not known. They were read as: {columns}.'),
  'titles-unused': note('What stands above the headings was not used: {titles}.'),
  'price-guessed': review('The column {column} was taken for the price.'),
  'prices-unused': review('These columns have prices, but name no branch and no size. They were not used: {columns}.'),
  'tags-unused': note('These marks say nothing of a diet, so they were not used: {tags}.'),
  'keys-unused': note('These entries of items were not used: {keys}.'),
  'category-carried': note('A row without a category was put into that of the row above.'),
  'currency-assumed': note('The file does not say what currency its prices are in. They were read as {currency}.'),
  'allergen-codes': review('Allergen codes were read as {codes}. Compare them with what the menu says they mean.'),
  'allergen-codes-unclear': review('The allergen codes {codes} can mean two things, so they were kept as they are.'),
  'languages-paired': note('Rows in the languages {languages} that follow each other were read as one item.'),
  'languages-apart': review(
    'Rows are in the languages {languages}. Which belong together is not clear, so each is an item.',
  ),
  'size-codes': note('Sizes with a code of their own: {count}. Items have the code of their first size.'),
  // A row that was left out
  'heading-empty': review('{value} was read as a heading, but no item follows it.'),
  'size-repeated': review('{value} already has the size {size} above, so this row was left out.'),
  'size-sold-out': note('The size {size} of {value} is not available, so it was left out.'),
  'row-not-understood': review('This row was not understood and was left out: {value}.'),
  'row-too-wide': review(
    'This row has more cells than there are columns, so it was left out. Look for a comma in a name that has no quotation marks.',
  ),
  'name-missing': review('This row has no item name, so it was left out.'),
  'item-unnamed': review('This row names no item. Its amount was counted.'),
  'text-unusable': review('The {field} of this row is too long or has unprintable characters, so it was left out.'),
  'quantity-unreadable': review('The quantity {value} is not a number that can be counted, so this row was left out.'),
  'currency-other': review('This row is in {value}, not in {currency}, so it was left out.'),
  'row-empty': note('This row names no item and has no numbers, so it was left out.'),
  'quantity-missing': review('This row has neither a quantity nor an amount, so it was left out.'),
  'total-row': note('This row is a total or tax, so it was not added to the sales.'),
  'total-inferred': review(
    'This row names no item. Its {amount} is what the rows above come to, so it was taken for a total and not counted.',
  ),
  // A row that was used
  'total-differs': review(
    "The file's own total {value} is {file} ({field}), but its rows come to {ours}. Look for rows that were left out.",
  ),
  'comp-charged': review(
    'This row is marked as given away, but has an amount of {amount}. The {amount} was counted: check whether it was paid.',
  ),
  'order-amount': review(
    '{amount} in the column {column} is of a whole order and was not taken off its rows. Take it off the net sales.',
  ),
  'refund-partial': review('This row is marked {value} and was counted whole. Check what was taken back.'),
  'mark-is-number': review(
    '{value} in the column {column} is a number, not a mark, so this row was counted whole. Check what was taken back.',
  ),
  'quantity-worked-out': review('The quantity {read} was worked out from the amount and the price.'),
  'quantity-assumed': review('This row has no quantity that can be counted, so it was counted as one.'),
  'amount-worked-out': review('This row has no amount: quantity × price was counted.'),
  'row-joined': review('A cell in this row runs over several lines: a missing quotation mark may hide other rows.'),
  'quantity-ambiguous': review('The quantity {value} was read as {read}.'),
  'price-unreadable': review('The price {value} is not an amount in {currency}, so this row has no price.'),
  'amount-unreadable': review(
    'The amount {value} is not an amount in {currency}, so it was not counted. Correct it in the till, and export again.',
  ),
  'amount-missing': review('This row has neither an amount nor a price: only its quantity was counted.'),
  'amount-mismatch': review('{quantity} × {price} is {product}, but the row says {amount}. The {amount} was counted.'),
  'discount-unclear': review(
    'This row has a discount of {value}. It may not be taken off the amount that was counted.',
  ),
  'price-rounded': review('The price {value} is finer than {currency} has coins for, so it was rounded.'),
  'sizes-unreadable': review('The sizes {value} were not understood, so this item has none.'),
  'modifiers-unreadable': review('The choices {value} were not understood, so this item has none.'),
  'times-unreadable': review('The times {value} were not understood, so this item is shown at all times.'),
  'mark-unclear': review('{value} in the column {column} says neither yes nor no.'),
  'code-repeated': review('The code {value} is already used above, so this item got the code {code}.'),
  'availability-unknown': review('{value} says neither available nor sold out, so this item is shown as available.'),
} as const satisfies Record<string, WarningEntry>;

export type WarningCode = keyof typeof WARNINGS;

/** Something that the reader of a file did that a person should know of. `row` is null when it is about the whole file. */
export interface ReadingWarning {
  code: WarningCode;
  /** As a spreadsheet numbers rows, from 1. */
  row: number | null;
  text: string;
}

/** At most this many warnings are kept of one file; a last one says how many more there were. */
const MAX_WARNINGS = 100;
/** Of these at most so many are notes about rows, so that they can't crowd out what needs a person. */
const MAX_NOTES = 50;
const LONGEST_VALUE = 60;

/** Gathers the warnings of one file, and whether any of them asks for a person. */
export class WarningList {
  readonly #ofFile: ReadingWarning[] = [];
  readonly #ofRows: ReadingWarning[] = [];
  #dropped = 0;
  #needsReview = false;

  add(code: WarningCode, row: number | null = null, params: Record<string, string> = {}): void {
    const entry: WarningEntry = WARNINGS[code];
    this.#needsReview ||= entry.review;
    const kept = row === null ? this.#ofFile : this.#ofRows;
    const limit = row === null || entry.review ? MAX_WARNINGS : MAX_NOTES;
    if (kept.length < limit) kept.push({ code, row, text: fill(entry.text, params) });
    else this.#dropped += 1;
  }

  /** Another list, that begins with what this one says of the file. */
  copy(): WarningList {
    const copy = new WarningList();
    copy.#ofFile.push(...this.#ofFile);
    copy.#needsReview = this.#needsReview;
    return copy;
  }

  get needsReview(): boolean {
    return this.#needsReview;
  }

  /** Those about the whole file, those about rows, each in the order in which they were added, and how many more. */
  list(): ReadingWarning[] {
    const found = [...this.#ofFile, ...this.#ofRows];
    const kept = found.slice(0, MAX_WARNINGS);
    const more = this.#dropped + found.length - kept.length;
    if (more === 0) return kept;
    const text = fill(WARNINGS['more-warnings'].text, { count: String(more) });
    return [...kept, { code: 'more-warnings', row: null, text }];
  }
}

/** A cell's text as a warning shows it: in quotation marks, on one line, shortened to whole characters. */
export function quoted(value: string): string {
  const characters = [
    ...value
      .trim()
      .slice(0, 4 * LONGEST_VALUE)
      .replace(/\s+/g, ' '),
  ];
  const shown = characters.slice(0, LONGEST_VALUE).join('');
  return `“${shown}${characters.length > LONGEST_VALUE ? '…' : ''}”`;
}

/** Headers or other names as a warning lists them; the first ten. */
export function listed(names: string[]): string {
  return `${names.slice(0, 10).map(quoted).join(', ')}${names.length > 10 ? ' …' : ''}`;
}

function fill(text: string, params: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
}
