/** What several screens say. */
export const common = {
  appName: 'SPAMS',
  screens: { menu: 'Menu', day: 'End of day' },
  connection: {
    connecting: 'Connecting…',
    connected: 'Connected',
    offline: (lastContact: string) => `Offline: last contact ${lastContact}`,
    neverConnected: 'Offline: head office was never reached',
  },
  clockOff: (minutes: number, slow: boolean) =>
    `This PC's clock is ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${slow ? 'slow' : 'fast'}. Times will be right all the same; ask IT to fix the clock.`,
  code: (code: string) => `Code to read out: ${code}`,
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  tryAgain: 'Try again',
  print: 'Print',
  savePdf: 'Save as PDF',
};
