import type { ErrorEntry } from './entry.ts';

/** Menus: published by the office, fetched and shown by a branch. */
export const MENUS = {
  'menu-signature': {
    happened: "This menu isn't signed by your head office.",
    means: 'It was not shown. Your last good menu is still here.',
    next: 'Tell head office: code menu-signature.',
    cause:
      "The menu's signature, chain or signer does not hold; the PC's log says which. The office's signing key may have been replaced or revoked, or somebody put another menu in its place.",
    exit: 4,
  },
  'menu-rollback': {
    happened: 'Head office offered an older menu than the one you have.',
    means: 'It was not shown. Your last good menu is still here.',
    next: 'Tell head office: code menu-rollback.',
    cause:
      'The version is below the highest that this PC has seen: an old menu was replayed, or the office was restored from a backup. Publishing the menu again gives it a higher version.',
    exit: 4,
  },
  'menu-not-published': {
    happened: 'Head office has no menu in force now.',
    means: 'None was published yet, or the last one was withdrawn, so there is no new one to fetch.',
    next: 'Try again later or ask head office.',
    cause:
      'No published menu is in force now: `menu list` shows those that are planned for later or were withdrawn. Publish one; until then branches keep what they have, even if it was wrong.',
    exit: 3,
    status: 404,
  },
  'menu-none': {
    happened: 'No menu has been fetched on this PC yet.',
    means: 'There is nothing to show.',
    next: 'Fetch the menu while connected.',
    cause: "The home's menu folder is empty: the PC is newly set up, or never reached the office since.",
    exit: 1,
  },
  'menu-unreadable': {
    happened: "The menu file can't be read: {reason}.",
    means: 'Nothing was published.',
    next: 'Correct the file and publish it again.',
    cause: 'The file given to `menu publish` has a line or column that cannot be understood; the message names it.',
    exit: 1,
  },
  'menu-too-large': {
    happened: 'The menu comes to {size} kB, and branches take at most {limit} kB.',
    means: 'Nothing was published or saved.',
    next: 'Shorten descriptions or leave out dishes or languages, then try again.',
    cause:
      'The menu as branches get it, as JSON with all names, descriptions and choices, is larger than a branch accepts.',
    exit: 1,
  },
  'menu-withdrawn': {
    happened: 'Publication {id} was already withdrawn.',
    means: 'Nothing was changed.',
    next: 'List the publications to see which one is in force.',
    cause:
      '`menu withdraw` was given the number of a publication that somebody had withdrawn; the audit record says who.',
    exit: 1,
  },
  'draft-none': {
    happened: 'There is no draft of a menu.',
    means: 'Nothing was published.',
    next: 'Save one with: spams-office menu draft FILE.',
    cause: 'No draft was saved since the last one was published.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
