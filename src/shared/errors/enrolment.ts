import type { ErrorEntry } from './entry.ts';

/** Setting up a PC or a manager with an invite. */
export const ENROLMENT = {
  'invite-malformed': {
    happened: "This isn't a SPAMS invite.",
    means: 'Nothing was set up.',
    next: 'Copy the whole invite, from "spams1." to its end, and paste it again.',
    cause:
      'The text was cut short or changed by a mail program or a chat. `device reinvite` or `manager reinvite` makes another.',
    exit: 2,
  },
  'invite-refused': {
    happened: 'Head office refused this invite.',
    means: 'Nothing was set up.',
    next: 'Ask head office for a new invite.',
    cause:
      "No invite has this id, its code is wrong, or it was revoked, as a newer one of the same holder does. The office's log says which.",
    exit: 3,
    status: 401,
  },
  'invite-expired': {
    happened: 'This invite has expired.',
    means: 'Nothing was set up.',
    next: 'Ask head office for a new invite.',
    cause: "An invite is good for 72 hours by the office's clock. `invite list` shows when each ends.",
    exit: 3,
    status: 403,
  },
  'invite-used': {
    happened: 'This invite was already used on another PC.',
    means: 'Nothing was set up here.',
    next: 'Ask head office for a new invite, and tell them if it was not you.',
    cause:
      'A certificate was issued for this invite to another key. If nobody at the branch did that, revoke the device or manager: somebody else has read the invite.',
    exit: 3,
    status: 409,
  },
  'invite-wrong-kind': {
    happened: 'This invite is for a {kind}.',
    means: 'Nothing was set up.',
    next: 'Use the invite that head office made for this purpose.',
    cause:
      'A PC is set up by `enroll` with the invite of `branch add` or `device add`, a manager by `manager enroll` with that of `manager add`.',
    exit: 2,
  },
  'too-many-attempts': {
    happened: 'Too many wrong attempts.',
    means: 'Head office has paused invites from this address.',
    next: 'Wait a minute and try again.',
    cause:
      'Ten wrong invite codes within a minute came from this address. Invites stay good; look in the log for who guesses.',
    exit: 3,
    status: 429,
  },
  'root-mismatch': {
    happened: "The server isn't the head office that sent this invite.",
    means: 'The invite code was not sent.',
    next: 'Check the network with IT, then ask head office.',
    cause:
      'The root that the server shows has not the SHA-256 that the invite names: TLS inspection, a wrong DNS entry, or an office that was made anew since the invite.',
    exit: 4,
  },
  'already-enrolled': {
    happened: 'This PC is already set up for branch {branch}.',
    means: 'Nothing was changed.',
    next: 'Use another home folder, or ask IT to remove this one.',
    cause:
      'The home folder holds another branch or another office. Its outbox may hold sales: look before removing it.',
    exit: 1,
  },
  'not-enrolled': {
    happened: "This PC isn't set up yet.",
    means: 'It has no head office to talk to.',
    next: 'Paste the invite from head office.',
    cause: 'The home folder holds no finished setup. Check that --home names the right folder.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
