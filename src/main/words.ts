/** The English words that the system shows for us, outside the window: dialogs, the icon by the clock. */
export const WORDS = {
  chooseInvite: 'Open an invite',
  invites: 'SPAMS invites',
  chooseSales: "Choose the day's sales file",
  sales: 'Sales files',
  chooseFolder: "Choose the folder of the till's exports",
  allFiles: 'All files',
  savePdf: 'Save as PDF',
  waiting: (count: number): string =>
    count === 1 ? 'SPAMS: sales waiting to be sent' : `SPAMS: ${count} sales files waiting to be sent`,
  open: 'Open SPAMS',
  sendNow: 'Send now',
  quit: 'Quit (they are sent when SPAMS is next opened)',
};
