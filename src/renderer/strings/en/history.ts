import { counted } from './counted.ts';

/** What the History screen says, and what leads there. */
export const history = {
  title: 'History',
  loading: 'Opening the history…',
  scope: (since: string) =>
    `What this PC has sent itself, since ${since}. What other PCs of this branch have sent isn't known here.`,
  offline: (moment: string) => `Closed days are as head office said them ${moment}.`,

  calendar: {
    earlier: 'Month before',
    later: 'Next month',
    today: 'Go to today',
    summary: 'Days of this month',
    cell: (day: string, state: string) => `${day}: ${state}`,
  },

  /** In a few letters, as the calendar has room for. */
  states: {
    delivered: 'Receipt',
    sending: 'Sending',
    queued: 'Queued',
    held: 'On hold',
    refused: 'Refused',
    missing: 'Missing',
    closed: 'Closed',
    open: 'Open',
    coming: 'To come',
    none: 'Not known',
  },

  day: {
    choose: 'Choose a day to see what was sent for it.',
    loading: 'Opening the day…',
    announced: (day: string, text: string) => `${day}. ${text}`,
    states: {
      delivered: 'Head office has the sales of this day.',
      sending: 'The sales of this day are on their way to head office.',
      queued: 'The sales of this day are signed and safe on this PC. They will be sent when the connection is back.',
      held: 'Head office has the sales of this day, and has to look at them before it gives a receipt.',
      refused: 'Head office could not take a file of this day as it is. It is safe on this PC: send a corrected one.',
      missing:
        'No sales of this day were sent from this PC. If another PC of this branch has sent them, head office has them all the same.',
      closed: 'Head office expects no sales of this day.',
      open: 'This business day is not over yet, and no sales of it were sent from this PC.',
      coming: 'This day is still to come.',
      none: 'Nothing was sent for this day from this PC, and nothing was expected from it.',
    },
    because: 'The reason it gives:',
    before: (since: string) => `This PC was set up on ${since}. What was sent before is known to head office alone.`,
    tooOld: 'Head office takes no sales of this day any more. If some are missing, tell them.',
    send: 'Send the sales of this day',
    sendAnother: 'Send another file for this day',
    sendCorrected: 'Send a corrected file',
  },

  file: {
    till: (part: string) => (part === 'main' ? 'Main till' : `Till ${part}`),
    showReceipt: (file: string) => `Show receipt of ${file}`,
    show: 'Show receipt',
    replaced: 'A later file counts instead of this one.',
    signedAt: 'Signed',
    back: 'Back to the calendar',
  },

  refused: {
    title: (count: number, figure: string, days: string) =>
      count === 1
        ? `Head office could not take the sales of ${days} as they are.`
        : `Head office could not take ${counted(count, figure, 'sales file', 'sales files')} as they are: ${days}.`,
    text: 'They are safe on this PC. See why, and send a corrected file.',
    open: 'See in History',
    note: (figure: string) => `${figure} refused`,
  },
};
