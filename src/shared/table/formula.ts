/** Spreadsheets run a cell that starts with one of these as a formula (OWASP, "CSV Injection"). */
const RUNS = /^[=+\-@\t\r]/;
/** What guarding one text could have made, so that it must be guarded itself to stay distinct. */
const LOOKS_GUARDED = /^'[=+\-@'\t\r]/;

/** The text as a cell that no spreadsheet runs: a leading apostrophe where it would. `unguardFormula` undoes it exactly. */
export function guardFormula(text: string): string {
  return RUNS.test(text) || LOOKS_GUARDED.test(text) ? `'${text}` : text;
}

/** The text that `guardFormula` was given. */
export function unguardFormula(cell: string): string {
  return LOOKS_GUARDED.test(cell) ? cell.slice(1) : cell;
}
