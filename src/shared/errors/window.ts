import type { ErrorEntry } from './entry.ts';

/** What only the window meets: a person who looks first, chooses and may change their mind. */
export const WINDOW = {
  'file-changed': {
    happened: 'The file {file} has changed since you looked at it.',
    means: 'Nothing was signed or sent.',
    next: 'Look at it again as it is now, then upload it.',
    cause:
      'The till or somebody wrote to the file between the preview and the signature: only what was shown is signed.',
    exit: 1,
  },
  'reading-superseded': {
    happened: 'Another file, day or way of reading was chosen meanwhile.',
    means: 'Only what was chosen last is read. Nothing was signed or sent.',
    next: 'Look at what is shown now, or choose again.',
    cause:
      'A file was chosen, or another day or way of reading it, while one was still being read: the last one counts.',
    exit: 1,
  },
  'day-already-closed': {
    happened: 'Sales for {date} were already uploaded from this PC.',
    means: 'Nothing was signed or sent.',
    next: "Say whether this file replaces them, or is another till's.",
    cause: 'This PC keeps a closing of the same business date and part, and the person was not asked yet.',
    exit: 1,
  },
  'upload-cancelled': {
    happened: 'The upload was cancelled.',
    means: 'Nothing was sent, and nothing is waiting to be sent.',
    next: 'Upload the file again when you are ready.',
    cause: 'The person cancelled before the last byte had left: head office has no whole document.',
    exit: 1,
  },
  'key-storage-missing': {
    happened: "This PC's user account can't protect a key.",
    means: 'Nothing was stored or sent.',
    next: 'Ask IT to look at the Windows account, then try again.',
    cause:
      "Electron's safeStorage has no encryption: DPAPI is broken for this user, or a Linux desktop has no keyring (gnome-libsecret or kwallet).",
    exit: 1,
  },
  'printing-failed': {
    happened: "The printer didn't take the page.",
    means: 'Nothing was printed.',
    next: 'See that the printer is on and has paper, then print again, or save it as a PDF.',
    cause: "The system's printing ended with an error, which the log names.",
    exit: 1,
  },
  'window-refused': {
    happened: "The window asked for something that SPAMS doesn't do.",
    means: 'Nothing was done.',
    next: 'Close SPAMS and open it again; if it happens twice, send the log to IT.',
    cause:
      'A call from the page came from another origin or frame, or its argument is not what the channel takes. The log names the channel. Nothing in SPAMS does that: the page is not what was shipped.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
