import type { ErrorEntry } from './entry.ts';

/** What the office answers to any request: who may ask, and whether it can answer at all. */
export const ACCESS = {
  'certificate-required': {
    happened: 'Head office asks for a certificate.',
    means: 'Nothing was done.',
    next: 'Set this PC up with an invite.',
    cause: 'The connection came without a client certificate. A proxy that ends TLS drops it: pass TLS through.',
    exit: 3,
    status: 401,
  },
  'certificate-untrusted': {
    happened: "This PC's certificate isn't from this head office.",
    means: 'Nothing was done.',
    next: 'Ask head office for a new invite.',
    cause:
      "The client certificate does not lead to the office's issuing CA. The PC was set up with another office, or with one that was made anew.",
    exit: 3,
    status: 403,
  },
  'certificate-expired': {
    happened: "This PC's certificate has expired.",
    means: 'What is queued stays safe on this PC.',
    next: 'Ask head office for a new invite.',
    cause: 'The PC was not connected while its certificate could be renewed. `device reinvite` makes an invite for it.',
    exit: 3,
    status: 403,
  },
  'certificate-revoked': {
    happened: "This PC's certificate was withdrawn by head office.",
    means: 'What is queued stays safe on this PC.',
    next: 'Ask head office for a new invite.',
    cause:
      'The certificate, its holder or its branch was revoked, or the holder was set up again elsewhere. The audit record says when and by whom.',
    exit: 3,
    status: 403,
  },
  'access-denied': {
    happened: "This certificate doesn't allow that.",
    means: 'Nothing was done.',
    next: 'Use the PC that belongs to the branch.',
    cause:
      "Only a device's certificate may ask, only for its own branch, and a manager is set up over a device of the manager's branch.",
    exit: 3,
    status: 403,
  },
  'not-found': {
    happened: "Head office doesn't know that address.",
    means: 'Nothing was done.',
    next: 'Update SPAMS on this PC.',
    cause: 'No route has this path: the PC and the office run versions too far apart, or something else is probing.',
    exit: 3,
    status: 404,
  },
  'request-malformed': {
    happened: "Head office couldn't understand the request.",
    means: 'Nothing was done.',
    next: 'Update SPAMS on this PC; if it happens again, tell head office.',
    cause:
      "The HTTP request or its body is not of the form the route takes; the office's log says what. A branch says so too of an answer below 500 that names no code.",
    exit: 3,
    status: 400,
  },
  'office-busy': {
    happened: 'Head office is busy.',
    means: 'What is queued stays safe on this PC.',
    next: 'SPAMS tries again by itself; or try again in a minute.',
    cause:
      'SQLite was locked for longer than it waits, by a long command or a copy of the database being made. A branch says so too of an answer of 500 or more that names no code, as a proxy gives.',
    exit: 5,
    status: 503,
  },
  'office-failed': {
    happened: "Head office can't do this just now: something is wrong there.",
    means: 'What is queued stays safe on this PC.',
    next: 'SPAMS tries again by itself; tell head office if it lasts.',
    cause:
      'The office could not do its own part, as with a full disk or a damaged key file. Its log and the metric spams_refusals_total have the true code.',
    exit: 5,
    status: 503,
  },
  'internal-error': {
    happened: 'Something went wrong inside SPAMS.',
    means: 'What was stored before is safe.',
    next: 'Try again; if it happens twice, send the log to IT.',
    cause: 'A fault that SPAMS has no code for. The log of the side where it happened has the stack: please report it.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
