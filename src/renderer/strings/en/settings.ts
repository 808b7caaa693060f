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
};
