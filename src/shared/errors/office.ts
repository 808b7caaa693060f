import type { ErrorEntry } from './entry.ts';

/** What only those who run the office meet, in its commands. */
export const OFFICE = {
  'port-in-use': {
    happened: 'Port {port} on {host} is already in use.',
    means: 'The office was not started.',
    next: 'Stop the other program, or choose another port.',
    cause: 'Another `serve` or another program listens there. The ports are in config.json.',
    exit: 1,
  },
  'office-not-initialised': {
    happened: 'There is no office in {path}.',
    means: 'Nothing was done.',
    next: 'Make one with: spams-office --data {path} init --name NAME --host HOST.',
    cause: 'The folder has no config.json: --data names another folder, or `init` never came to its end.',
    exit: 1,
  },
  'office-exists': {
    happened: 'There is already an office in {path}.',
    means: 'Nothing was changed.',
    next: 'Use another folder for a new office.',
    cause: 'The folder holds config.json, keys or a database. `init` never touches those of a finished office.',
    exit: 1,
  },
  'already-exists': {
    happened: '{what} already exists.',
    means: 'Nothing was changed.',
    next: 'Choose another name.',
    cause:
      'A file or folder is never written over. A code or id is taken for good, by what was revoked too; `device reinvite` and `manager reinvite` are for a new PC or key.',
    exit: 1,
  },
  'branches-unreadable': {
    happened: "The file of branches can't be read: {reason}.",
    means: 'Nothing was done.',
    next: 'Correct the file, then import it again.',
    cause: 'The file given to `branch import` is no text, or its columns are not the ones that docs/it.md names.',
    exit: 1,
  },
  'branches-amiss': {
    happened: 'Something is wrong with {count} of the branches in the file.',
    means: 'Nothing was done, for the others neither.',
    next: 'Correct what is told of each, then import the file again.',
    cause:
      'Each row is told by its number, with the branch that it is about: a setting that is none, a branch twice, a code that was revoked, or an invite whose file is in the folder already.',
    exit: 1,
  },
  'unknown-subject': {
    happened: 'There is no {what}.',
    means: 'Nothing was changed.',
    next: 'List what there is and check the spelling.',
    cause:
      'The database has no such branch, device, manager, invite, closing or excused day. Of a PC that asks with a good certificate: the office was restored from a backup older than it.',
    exit: 1,
  },
  'subject-revoked': {
    happened: '{what} was revoked.',
    means: 'Nothing was changed: what was revoked stays shut out.',
    next: 'Add the PC or person anew, under another id.',
    cause: 'A device or manager, or the whole branch, was revoked. Revoking is for good.',
    exit: 1,
  },
  'closing-held': {
    happened: 'Closing {id} is on hold.',
    means: 'It has no receipt yet, so there is nothing to prove.',
    next: 'Look at it, then let it in with: spams-office closings accept {id}.',
    cause: 'The manager was revoked when it arrived.',
    exit: 1,
  },
  'closing-not-held': {
    happened: 'Closing {id} is not on hold.',
    means: 'Nothing was changed.',
    next: 'List the closings to see their states.',
    cause: 'Only a held closing can be accepted; this one was already.',
    exit: 1,
  },
  'audit-broken': {
    happened: "The audit record doesn't hold: {reason}.",
    means: 'Somebody or something changed the database outside SPAMS.',
    next: 'Keep the database and its backups as they are, and have them examined.',
    cause:
      'A record was changed, dropped or reordered, the chain was cut, or the database and keys/audit are not of one office.',
    exit: 4,
  },
} as const satisfies Record<string, ErrorEntry>;
