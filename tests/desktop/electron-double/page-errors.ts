import type { Session } from './cdp.ts';

/** What goes wrong in a page is written where main writes. */
export function writeErrors(page: Session): void {
  const write = (text: unknown): void => void process.stderr.write(`page: ${text}\n`);
  page.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) =>
    write(exception?.description ?? text),
  );
  page.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type === 'error' || type === 'warning') write(args.map((each) => each.value ?? each.description).join(' '));
  });
  page.on('Log.entryAdded', ({ entry }) => write(entry.text));
}
