import type { ErrorEntry } from './entry.ts';

/** Managers on a PC, and passphrases on either side. */
export const MANAGERS = {
  'passphrase-wrong': {
    happened: "That passphrase doesn't open this key.",
    means: 'Nothing was sent or changed.',
    next: 'Try again; check caps lock.',
    cause:
      "A passphrase can't be recovered. For a manager, `manager reinvite` makes an invite for a new key; check the variable that a script takes it from.",
    exit: 1,
  },
  'passphrase-required': {
    happened: 'A passphrase is needed.',
    means: 'Nothing was done.',
    next: 'Run the command in a terminal, or set {variable}.',
    cause: 'The command has no terminal to ask on, and the variable is not set.',
    exit: 2,
  },
  'passphrase-weak': {
    happened: 'The passphrase is shorter than {length} characters.',
    means: 'Nothing was stored.',
    next: 'Choose a longer one: a few words are easy to remember.',
    cause: 'A new passphrase is below the least length.',
    exit: 2,
  },
  'manager-unknown': {
    happened: 'Manager {manager} is not set up on this PC.',
    means: 'Nothing was sent.',
    next: "Set the manager up with the manager's own invite.",
    cause:
      "The home's managers folder has no key of that id. Check the spelling and --home; a manager is set up on each PC with an invite of its own.",
    exit: 1,
  },
  'manager-expired': {
    happened: 'The signing certificate of {manager} has expired.',
    means: 'Nothing was sent.',
    next: 'Ask head office for a new invite for this manager.',
    cause: 'The manager closed no day while the certificate could be renewed. `manager reinvite` makes an invite.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
