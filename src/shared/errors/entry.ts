/** How a command ends for this error (DESIGN section 8): 2 usage, 3 refused, 4 not trusted, 5 unreachable and queued, 1 the rest. */
export type ExitCode = 1 | 2 | 3 | 4 | 5;

/** One error code: what a person reads in three parts, and what an operator needs besides. */
export interface ErrorEntry {
  /** What happened, in a person's words. `{name}` is filled from `params`, here and in the next two. */
  happened: string;
  /** What it means for them: what was done or not, what is safe. */
  means: string;
  /** What to do next. */
  next: string;
  /** What an operator reads: the usual causes and where to look. May use the field's own words; never holds a secret. */
  cause: string;
  exit: ExitCode;
  /** The HTTP status when the office answers with this code. A code without one never crosses the wire. */
  status?: number;
}
