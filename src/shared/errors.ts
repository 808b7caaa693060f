import { ACCESS } from './errors/access.ts';
import { DOCUMENTS } from './errors/documents.ts';
import { ENROLMENT } from './errors/enrolment.ts';
import type { ErrorEntry, ExitCode } from './errors/entry.ts';
import { MANAGERS } from './errors/managers.ts';
import { MENUS } from './errors/menus.ts';
import { NETWORK } from './errors/network.ts';
import { OFFICE } from './errors/office.ts';
import { THIS_PC } from './errors/this-pc.ts';
import { WINDOW } from './errors/window.ts';

const TABLE = {
  ...DOCUMENTS,
  ...MENUS,
  ...ENROLMENT,
  ...MANAGERS,
  ...ACCESS,
  ...NETWORK,
  ...THIS_PC,
  ...OFFICE,
  ...WINDOW,
};

export type ErrorCode = keyof typeof TABLE;

/** The closed set of error codes, with what each means to the person who meets it and to an operator. */
export const ERRORS: Record<ErrorCode, ErrorEntry> = TABLE;

type Params<Name extends string = string> = Record<Name, string | number>;

/** The names of the `{places}` in a text. */
type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;

/** The places that an error of this code has to fill. Of a code known only at run time nobody can say. */
type PlacesOf<C extends ErrorCode> = ErrorCode extends C
  ? never
  : Places<(typeof TABLE)[C]['happened' | 'means' | 'next']>;

interface ErrorOptions {
  /** What an operator reads in the log; never holds a secret. */
  detail?: string;
  /** Fills the `{name}` places of the person's message. */
  params?: Params;
  cause?: unknown;
  /** The other side found this, and told us. */
  remote?: boolean;
}

/** What an error is made with besides its code: optional, unless its messages have places. */
export type ErrorArguments<C extends ErrorCode> = [PlacesOf<C>] extends [never]
  ? [options?: ErrorOptions]
  : [options: ErrorOptions & { params: Params<PlacesOf<C>> }];

/** The one error that SPAMS throws on purpose. `message` is the operator's; `person()` gives the person's. */
export class SpamsError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'SpamsError';
  readonly code: C;
  readonly params: Params;
  readonly remote: boolean;

  constructor(code: C, ...[options = {}]: ErrorArguments<C>) {
    const { detail, params = {}, cause, remote = false }: ErrorOptions = options;
    super(detail ?? fill(ERRORS[code].happened, params), { cause });
    this.code = code;
    this.params = params;
    this.remote = remote;
  }

  /** The person's message in three parts: what happened, what it means, what to do next. */
  person(): { happened: string; means: string; next: string } {
    const { happened, means, next } = ERRORS[this.code];
    return { happened: fill(happened, this.params), means: fill(means, this.params), next: fill(next, this.params) };
  }

  /** What the office found wrong with us is a refusal (3), whatever it would be if we had found it (DESIGN section 8). */
  get exitCode(): ExitCode {
    const { exit } = ERRORS[this.code];
    return this.remote && exit !== 5 ? 3 : exit;
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERRORS, value);
}

/** Whether `error` is a SpamsError with one of these codes. */
export function hasCode<C extends ErrorCode>(error: unknown, ...codes: C[]): error is SpamsError<C> {
  return error instanceof SpamsError && codes.includes(error.code as C);
}

/** `document-too-large`, naming the limit (bytes) in a unit that fits it. */
export function tooLarge(limit: number): SpamsError {
  const [unit, size] = limit < 1024 * 1024 ? (['kB', 1024] as const) : (['MB', 1024 * 1024] as const);
  return new SpamsError('document-too-large', { params: { limit: `${Math.floor(limit / size)} ${unit}` } });
}

/** Any thrown value as a SpamsError: what isn't one already is `internal-error`, with the original as its cause. */
export function asSpamsError(error: unknown): SpamsError {
  if (error instanceof SpamsError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new SpamsError('internal-error', { detail, cause: error });
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? name));
}
