/** What the Settings screen says. */
export const settings = {
  title: 'Settings',

  office: {
    title: 'Head office',
    name: 'Name',
    host: 'Address',
    branch: 'Branch',
    lastContact: 'Last contact',
    connectedNow: 'Connected now',
    neverConnected: 'Never',
    fingerprint: 'Fingerprint',
    fingerprintNote: 'The same as head office reads out to you, or something is wrong: then call them.',
  },

  clock: {
    name: "This PC's clock",
    notChecked: 'Not checked yet',
    right: (within: string) => `Right, to within ${within}`,
    slow: (duration: string) => `${duration} slow`,
    fast: (duration: string) => `${duration} fast`,
    notes: {
      office:
        "The clock was compared with head office's at the last contact. Receipts show the right time, whatever this PC's clock says.",
      ntp: "Head office can't be reached, so the clock was compared with time servers on the internet.",
      earlier: "The clock was compared with head office's before SPAMS was last started.",
      none: 'Nobody could be asked what time it is yet.',
    },
    askIt: "Ask IT to set this PC's clock. Until then, times in receipts are right all the same.",
  },

  holders: {
    title: 'This PC and its managers',
    explain:
      'This PC and each manager have a certificate by which head office knows them. Each is valid for some time, and renewed before its end.',
    thisPc: (id: string) => `This PC (${id})`,
    validUntil: (date: string) => `Certificate valid until ${date}`,
    ended: (date: string) => `Certificate ended on ${date}`,
    device: {
      good: (date: string) => `SPAMS renews it by itself from ${date} on.`,
      due: 'SPAMS renews it by itself at the next contact with head office.',
      ending: 'It could not be renewed yet. Ask IT to see that this PC reaches head office.',
      over: 'Head office does not know this PC without it. Ask head office for a new invite for this PC; what is queued and every receipt stay.',
      revoked:
        'Head office has withdrawn it. Ask head office for a new invite for this PC; what is queued and every receipt stay.',
    },
    manager: {
      good: (date: string) => `It is renewed when the passphrase is next typed after ${date}.`,
      due: 'It is renewed when the passphrase is next typed while head office can be reached.',
      ending: (date: string) =>
        `This manager's certificate ends on ${date}. Signing sales, or changing the passphrase, renews it while head office can be reached.`,
      over: "This manager's certificate has ended, and nothing can be signed with it. Ask head office for a new invite for this manager.",
      revoked:
        "Head office has withdrawn this manager's certificate. Sales signed with it are put on hold. Ask head office for a new invite for this manager.",
      removed:
        'Head office has removed this manager. Sales that they sign are put on hold. If that is a mistake, ask head office for a new invite.',
    },
    addManager: 'Set up a manager',
    noManagers: 'No manager is set up on this PC yet.',
  },

  till: {
    title: "The till's exports",
    explain: 'A new file in this folder is suggested at the end of the day, as soon as the till has written it.',
    folder: 'Folder',
    last: 'The one that the last file came from',
    choose: 'Choose folder…',
    forget: "Don't use this folder",
  },

  diagnostics: {
    title: 'Diagnostics',
    explain: 'When something is wrong with this PC, IT finds out more from what SPAMS has noted on it.',
    open: 'Save diagnostics…',
    dialog: 'Save diagnostics',
    content:
      'Just these files are saved, as one ZIP archive: versions, states and logs. No key, passphrase, invite or sales are in them. Open one to read it.',
    file: (name: string, size: string) => `${name}, ${size}`,
    save: 'Save as…',
    saved: 'The diagnostics are saved. Send the file to IT.',
  },

  passphrase: {
    open: 'Change passphrase',
    openOf: (name: string) => `Change passphrase of ${name}`,
    title: (name: string) => `Change the passphrase of ${name}`,
    current: 'Passphrase as it is now',
    currentNeeded: 'Type the passphrase as it is now.',
    next: 'New passphrase',
    change: 'Change passphrase',
    changing: 'Changing…',
    done: (name: string) => `The passphrase of ${name} is changed.`,
    doneNote: 'The old one opens nothing on this PC any more.',
  },
};
