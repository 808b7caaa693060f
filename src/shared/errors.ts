/** How a command ends for this error (DESIGN section 8): 2 usage, 3 refused, 4 not trusted, 5 unreachable and queued, 1 the rest. */
type ExitCode = 1 | 2 | 3 | 4 | 5;

interface ErrorEntry {
  /** HTTP status when the office answers with this error. */
  status: number;
  exit: ExitCode;
  /** What a person reads: what happened, what it means for them, what to do next. `{name}` is filled from `params`. */
  happened: string;
  means: string;
  next: string;
}

const entry = (status: number, exit: ExitCode, happened: string, means: string, next: string): ErrorEntry => ({
  status,
  exit,
  happened,
  means,
  next,
});

/** The closed set of error codes, with what each means to the person who meets it. */
export const ERRORS = {
  // Documents
  'document-malformed': entry(
    400,
    4,
    "The document isn't in the form that SPAMS uses.",
    'It was not used.',
    'Fetch or send it again; if it happens twice, tell head office.',
  ),
  'not-opened': entry(
    400,
    4,
    "The document couldn't be opened.",
    'It was damaged on the way or meant for somebody else, and was not used.',
    'Fetch or send it again; if it happens twice, tell head office.',
  ),
  'unknown-recipient-key': entry(
    409,
    4,
    "The document is sealed to a key that isn't here.",
    'Nothing is lost; it was not used.',
    'SPAMS seals it again by itself the next time it connects.',
  ),
  'signature-invalid': entry(
    400,
    4,
    "The signature doesn't match the document.",
    'The document was changed after signing and was not used.',
    'Send the file again; if it happens twice, tell head office.',
  ),
  'signer-untrusted': entry(
    403,
    4,
    "The signer isn't known to this head office.",
    'The document was not used.',
    'Ask head office for a new invite.',
  ),
  'signer-not-valid-then': entry(
    403,
    4,
    "The signer's certificate wasn't valid when the document was signed.",
    'The document was not used.',
    'Check the clock of this PC, then ask head office to renew the certificate.',
  ),
  'signer-wrong-role': entry(
    403,
    4,
    "The signer isn't allowed to sign this kind of document.",
    'The document was not used.',
    "Sign with a manager's key.",
  ),
  'signing-time-implausible': entry(
    422,
    4,
    "The signing time is too far from head office's clock.",
    'The sales are safe on this PC but were not taken.',
    "Correct this PC's clock and upload the file again.",
  ),
  'recipient-mismatch': entry(
    403,
    4,
    'The document is addressed to somebody else.',
    'It was not used.',
    'Fetch or send it again; if it happens twice, tell head office.',
  ),
  'branch-mismatch': entry(
    403,
    4,
    'The document belongs to another branch.',
    'It was not used.',
    'Use the PC and the manager of the branch it belongs to.',
  ),
  'business-date-implausible': entry(
    422,
    4,
    'The business date is in the future or too long ago.',
    'The sales were not taken.',
    'Choose the day that the file belongs to and upload it again.',
  ),
  'document-too-large': entry(
    413,
    3,
    'The file is larger than {limit}.',
    'Nothing was sent.',
    "Export only the day's sales and upload that.",
  ),
  'document-id-reused': entry(
    409,
    3,
    'Head office already holds another document with this number.',
    'Nothing was replaced.',
    'Upload the file again; it gets a new number.',
  ),
  'manager-revoked': entry(
    403,
    3,
    "The manager's key was withdrawn before the sales arrived.",
    'Head office keeps the sales on hold; they are safe.',
    'Call head office: they can accept them by their number.',
  ),
  // Menus
  'menu-signature': entry(
    400,
    4,
    "This menu isn't signed by your head office.",
    'It was not shown. Your last good menu is still here.',
    'Tell head office: code menu-signature.',
  ),
  'menu-rollback': entry(
    400,
    4,
    'Head office offered an older menu than the one you have.',
    'It was not shown. Your last good menu is still here.',
    'Tell head office: code menu-rollback.',
  ),
  'menu-not-published': entry(
    404,
    3,
    'Head office has not published a menu yet.',
    'There is nothing to show.',
    'Try again later or ask head office.',
  ),
  'menu-none': entry(
    404,
    1,
    'No menu has been fetched on this PC yet.',
    'There is nothing to show.',
    'Fetch the menu while connected.',
  ),
  'menu-unreadable': entry(
    422,
    1,
    "The menu file can't be read: {reason}.",
    'Nothing was published.',
    'Correct the file and publish it again.',
  ),
  // Receipts
  'receipt-mismatch': entry(
    400,
    4,
    "The receipt doesn't match what was sent.",
    'The sales stay queued on this PC until a true receipt arrives.',
    'Tell head office: code receipt-mismatch.',
  ),
  'receipt-none': entry(
    404,
    3,
    'Head office has no receipt for this document.',
    'It has not arrived yet, or it is on hold.',
    'Send what is queued and try again.',
  ),
  // Enrolment
  'invite-malformed': entry(
    400,
    2,
    "This isn't a SPAMS invite.",
    'Nothing was set up.',
    'Copy the whole invite, from "spams1." to its end, and paste it again.',
  ),
  'invite-refused': entry(
    401,
    3,
    'Head office refused this invite.',
    'Nothing was set up.',
    'Ask head office for a new invite.',
  ),
  'invite-expired': entry(
    403,
    3,
    'This invite has expired.',
    'Nothing was set up.',
    'Ask head office for a new invite.',
  ),
  'invite-used': entry(
    409,
    3,
    'This invite was already used on another PC.',
    'Nothing was set up here.',
    'Ask head office for a new invite, and tell them if it was not you.',
  ),
  'invite-wrong-kind': entry(
    400,
    2,
    'This invite is for a {kind}.',
    'Nothing was set up.',
    'Use the invite that head office made for this purpose.',
  ),
  'too-many-attempts': entry(
    429,
    3,
    'Too many wrong attempts.',
    'Head office has paused invites from this address.',
    'Wait a minute and try again.',
  ),
  'root-mismatch': entry(
    400,
    4,
    "The server isn't the head office that sent this invite.",
    'The invite code was not sent.',
    'Check the network with IT, then ask head office.',
  ),
  'already-enrolled': entry(
    409,
    1,
    'This PC is already set up for branch {branch}.',
    'Nothing was changed.',
    'Use another home folder, or ask IT to remove this one.',
  ),
  'not-enrolled': entry(
    400,
    1,
    "This PC isn't set up yet.",
    'It has no head office to talk to.',
    'Paste the invite from head office.',
  ),
  // Access
  'certificate-required': entry(
    401,
    3,
    'Head office asks for a certificate.',
    'Nothing was done.',
    'Set this PC up with an invite.',
  ),
  'certificate-untrusted': entry(
    403,
    3,
    "This PC's certificate isn't from this head office.",
    'Nothing was done.',
    'Ask head office for a new invite.',
  ),
  'certificate-expired': entry(
    403,
    3,
    "This PC's certificate has expired.",
    'What is queued stays safe on this PC.',
    'Ask head office for a new invite.',
  ),
  'certificate-revoked': entry(
    403,
    3,
    "This PC's certificate was withdrawn by head office.",
    'What is queued stays safe on this PC.',
    'Ask head office for a new invite.',
  ),
  'access-denied': entry(
    403,
    3,
    "This certificate doesn't allow that.",
    'Nothing was done.',
    'Use the PC that belongs to the branch.',
  ),
  'not-found': entry(404, 3, "Head office doesn't know that address.", 'Nothing was done.', 'Update SPAMS on this PC.'),
  'request-malformed': entry(
    400,
    3,
    "Head office couldn't understand the request.",
    'Nothing was done.',
    'Update SPAMS on this PC; if it happens again, tell head office.',
  ),
  'office-busy': entry(
    503,
    5,
    'Head office is busy.',
    'What is queued stays safe on this PC.',
    'SPAMS tries again by itself; or try again in a minute.',
  ),
  'internal-error': entry(
    500,
    1,
    'Something went wrong inside SPAMS.',
    'What was stored before is safe.',
    'Try again; if it happens twice, send the log to IT.',
  ),
  // Network
  'office-unreachable': entry(
    503,
    5,
    "Can't reach head office.",
    'What is queued is safe on this PC and can be sent when the connection is back.',
    'Check the internet connection, or carry on.',
  ),
  'host-unknown': entry(
    503,
    5,
    "The name {host} can't be found on the network.",
    'What is queued is safe on this PC and can be sent when the connection is back.',
    'Check the internet connection; if others work, ask IT about this name.',
  ),
  'network-intercepted': entry(
    503,
    4,
    'Something between this PC and head office answered in its place.',
    'Nothing was sent.',
    'Ask IT to exempt {host} from TLS inspection.',
  ),
  'clock-off': entry(
    503,
    4,
    "This PC's clock is wrong: head office's certificate isn't valid at the time it shows.",
    'Nothing was sent. What is queued is safe on this PC.',
    "Set this PC's date and time, then try again.",
  ),
  'office-revoked': entry(
    503,
    4,
    'The server uses a certificate that head office has withdrawn.',
    'Nothing was sent. What is queued is safe on this PC.',
    'Tell head office: code office-revoked.',
  ),
  // This PC
  'passphrase-wrong': entry(
    400,
    1,
    "That passphrase doesn't open this key.",
    'Nothing was sent.',
    'Try again; check caps lock.',
  ),
  'passphrase-required': entry(
    400,
    2,
    'A passphrase is needed.',
    'Nothing was done.',
    'Run the command in a terminal, or set {variable}.',
  ),
  'passphrase-weak': entry(
    400,
    2,
    'The passphrase is shorter than {length} characters.',
    'Nothing was stored.',
    'Choose a longer one: a few words are easy to remember.',
  ),
  'manager-unknown': entry(
    404,
    1,
    'Manager {manager} is not set up on this PC.',
    'Nothing was sent.',
    "Set the manager up with the manager's own invite.",
  ),
  'home-locked': entry(
    409,
    1,
    'Another SPAMS is already using {path}.',
    'Nothing was changed.',
    'Close it or wait until it ends, then try again.',
  ),
  'key-not-opened': entry(
    400,
    1,
    "The key in {path} can't be opened.",
    'What is queued and every receipt are still here.',
    'Ask head office for a new invite for this PC.',
  ),
  'state-damaged': entry(
    500,
    1,
    'The file {path} is damaged.',
    'It was left as it is; everything else still works.',
    'Restore it from a backup, or ask IT.',
  ),
  'manager-expired': entry(
    403,
    1,
    'The signing certificate of {manager} has expired.',
    'Nothing was sent.',
    'Ask head office for a new invite for this manager.',
  ),
  'file-not-found': entry(
    404,
    1,
    'There is no file {path}.',
    'Nothing was done.',
    'Check the name and the folder, then try again.',
  ),
  'file-not-allowed': entry(
    403,
    1,
    'SPAMS may not open {path}.',
    'Nothing was done.',
    'Ask for permission to the file or folder, then try again.',
  ),
  'file-not-regular': entry(
    400,
    1,
    '{path} is not a file.',
    'Nothing was done.',
    'Choose the file itself, then try again.',
  ),
  'disk-full': entry(
    507,
    1,
    'The disk is full.',
    'Nothing that was stored before is lost.',
    'Free some space, then try again.',
  ),
  usage: entry(400, 2, '{reason}.', 'Nothing was done.', 'Run the command with --help to see how it is used.'),
  // Office
  'port-in-use': entry(
    500,
    1,
    'Port {port} on {host} is already in use.',
    'The office was not started.',
    'Stop the other program, or choose another port.',
  ),
  'office-not-initialised': entry(
    500,
    1,
    'There is no office in {path}.',
    'Nothing was done.',
    'Make one with: spams-office --data {path} init --name NAME --host HOST.',
  ),
  'office-exists': entry(
    409,
    1,
    'There is already an office in {path}.',
    'Nothing was changed.',
    'Use another folder for a new office.',
  ),
  'already-exists': entry(409, 1, '{what} already exists.', 'Nothing was changed.', 'Choose another code or id.'),
  'unknown-subject': entry(
    404,
    1,
    'There is no {what}.',
    'Nothing was changed.',
    'List what there is and check the spelling.',
  ),
  'closing-not-held': entry(
    409,
    1,
    'Closing {id} is not on hold.',
    'Nothing was changed.',
    'List the closings to see their states.',
  ),
  'audit-broken': entry(
    500,
    4,
    "The audit record doesn't hold: {reason}.",
    'Somebody or something changed the database outside SPAMS.',
    'Keep the database and its backups as they are, and have them examined.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

interface ErrorOptions {
  /** What an operator reads in the log; never holds a secret. */
  detail?: string;
  /** Fills the `{name}` places of the person's message. */
  params?: Record<string, string | number>;
  cause?: unknown;
  /** The other side found this, and told us. */
  remote?: boolean;
}

/** The one error that SPAMS throws on purpose. `message` is the operator's; `person()` gives the person's. */
export class SpamsError extends Error {
  override readonly name = 'SpamsError';
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;
  readonly remote: boolean;

  constructor(code: ErrorCode, { detail, params = {}, cause, remote = false }: ErrorOptions = {}) {
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

  get status(): number {
    return ERRORS[this.code].status;
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
export function hasCode<C extends ErrorCode>(error: unknown, ...codes: C[]): error is SpamsError & { code: C } {
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

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? name));
}
