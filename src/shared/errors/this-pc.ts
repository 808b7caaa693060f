import type { ErrorEntry } from './entry.ts';

/** The machine that a command runs on: its files, its folders, its clock, what was typed. */
export const THIS_PC = {
  usage: {
    happened: '{reason}.',
    means: 'Nothing was done.',
    next: 'Run the command with --help to see how it is used.',
    cause: 'The arguments are not what the command takes.',
    exit: 2,
  },
  'home-locked': {
    happened: 'Another SPAMS is already using {path}.',
    means: 'Nothing was changed.',
    next: 'Close it or wait until it ends, then try again.',
    cause: 'One process at a time may use a home folder: the window, another command, or a scheduled task.',
    exit: 1,
  },
  'setup-damaged': {
    happened: 'The setup file {path} is damaged.',
    means: 'What is queued and every receipt are still here.',
    next: 'Ask head office for a new invite, and set up again with it.',
    cause:
      'The file is not what SPAMS wrote: a failing disk, or it was edited. Enrolling again with the invite of `device reinvite` or `manager reinvite` writes it anew.',
    exit: 1,
  },
  'key-not-opened': {
    happened: "The key in {path} can't be opened.",
    means: 'What is queued and every receipt are still here.',
    next: 'Ask head office for a new invite for this PC.',
    cause:
      'The device key is damaged, or was copied from another PC or Windows user, whose protection does not open here.',
    exit: 1,
  },
  'state-damaged': {
    happened: 'The file {path} is damaged.',
    means: 'It was left as it is, and so was everything else.',
    next: 'Restore it from a backup, or ask IT.',
    cause:
      'A file of the home or of the office data is missing, cut short or not what SPAMS wrote: a failing disk, or it was edited. The log has the reason.',
    exit: 1,
  },
  'data-newer': {
    happened: 'The folder {path} was made by a newer SPAMS.',
    means: 'Nothing was changed.',
    next: 'Update SPAMS on this machine.',
    cause:
      'The data has a format or a migration that this version does not know: SPAMS was put back to an older version, or two versions share the folder.',
    exit: 1,
  },
  'clock-implausible': {
    happened:
      "It isn't certain which day it is: this PC's clock shows {shown}, head office's last word makes it {known}.",
    means: 'Nothing was signed.',
    next: 'Name the business date (--date), or connect to head office first.',
    cause:
      'Offline, with a clock that was off when the office was last reached, or that has gone back behind that time since, as with a flat battery on the mainboard.',
    exit: 1,
  },
  'office-never-reached': {
    happened: "This PC doesn't know head office's settings for this branch.",
    means: 'Nothing was signed or queued.',
    next: 'Connect to the internet once, then upload again.',
    cause:
      'The office was never reached from this PC since it enrolled, or office.json was damaged while it is offline.',
    exit: 1,
  },
  'file-not-found': {
    happened: 'There is no file {path}.',
    means: 'Nothing was done.',
    next: 'Check the name and the folder, then try again.',
    cause: 'The path, or a folder in it, does not exist.',
    exit: 1,
  },
  'file-not-allowed': {
    happened: 'SPAMS may not open {path}.',
    means: 'Nothing was done.',
    next: 'Ask for permission to the file or folder, then try again.',
    cause:
      'The operating system refused (EACCES, EPERM, EROFS): another owner, a read-only disk, or a port that only root may bind.',
    exit: 1,
  },
  'file-not-regular': {
    happened: '{path} is not a file.',
    means: 'Nothing was done.',
    next: 'Choose the file itself, then try again.',
    cause: 'The path is a folder, a pipe, a device or a loop of links.',
    exit: 1,
  },
  'disk-full': {
    happened: 'The disk is full.',
    means: 'Nothing that was stored before is lost.',
    next: 'Free some space, then try again.',
    cause: 'A write failed for want of space or quota (ENOSPC, EDQUOT; SQLITE_FULL, SQLITE_IOERR_SHMSIZE).',
    exit: 1,
  },
  'disk-failed': {
    happened: "The disk can't be read or written.",
    means: 'What was stored before may still be whole.',
    next: 'Have the disk looked at, then try again.',
    cause: 'The disk or its driver reported an error (EIO; SQLITE_IOERR).',
    exit: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
