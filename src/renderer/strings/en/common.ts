import { counted } from './counted.ts';

/** What several screens say. */
export const common = {
  appName: 'SPAMS',
  starting: 'Starting…',
  screens: { menu: 'Menu', day: 'End of day', settings: 'Settings' },
  railName: 'Screens',
  toRenew: (certificates: number, figure: string) =>
    counted(certificates, figure, 'certificate to renew', 'certificates to renew'),
  waiting: (closings: string) => `${closings} waiting`,
  connection: {
    connecting: 'Connecting…',
    connected: 'Connected',
    offline: (lastContact: string) => `Offline: last contact ${lastContact}`,
    neverConnected: 'Offline: head office was never reached',
  },
  clockOff: (minutes: number, figure: string, slow: boolean) =>
    `This PC's clock is ${counted(minutes, figure, 'minute', 'minutes')} ${slow ? 'slow' : 'fast'}. Times will be right all the same; ask IT to fix the clock.`,
  blocked: {
    happened: "SPAMS can't show this window.",
    means: 'What it keeps on this PC is safe.',
    next: 'Close the window and open it again. If that does not help, tell head office.',
  },
  code: (code: string) => `Code to read out: ${code}`,
  capsLock: 'Caps lock is on.',
  showAll: 'Show all',
  showLess: 'Show less',
  cancel: 'Cancel',
  close: 'Close',
  tryAgain: 'Try again',
  print: 'Print',
  savePdf: 'Save as PDF',
};
