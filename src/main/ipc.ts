import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { asSpamsError, SpamsError } from '../shared/errors.ts';
import { ARGUMENTS, type Channel, type Values } from './app/channels.ts';
import { errorView } from './app/error-view.ts';
import type { Handlers } from './app/handlers.ts';
import type { Result } from './app/views.ts';
import { isOurs } from './protocol.ts';

/** Told of what the window was refused, and of failures: text for IT. */
type Report = (text: string) => void;

/**
 * Answers the window's calls: the only place that hears them. Each is taken from our own page's top frame alone, its
 * argument checked, and answered with a value or an error in a person's words.
 */
export function serveRequests(handlers: Handlers, report: Report): void {
  for (const channel of Object.keys(ARGUMENTS) as Channel[]) {
    ipcMain.handle(channel, (event, argument: unknown) => answer(channel, event, argument));
  }

  async function answer<C extends Channel>(
    channel: C,
    event: IpcMainInvokeEvent,
    argument: unknown,
  ): Promise<Result<Values[C]>> {
    try {
      checkSender(event);
      return { ok: true, value: await handlers[channel](checked(channel, argument)) };
    } catch (thrown) {
      const error = asSpamsError(thrown);
      report(`${channel}: ${error.code} (${error.message})${unexpected(error)}`);
      return { ok: false, error: errorView(error) };
    }
  }
}

function checkSender({ senderFrame }: IpcMainInvokeEvent): void {
  if (!senderFrame || senderFrame.parent !== null || !isOurs(senderFrame.url)) {
    throw new SpamsError('window-refused', { detail: `a call from ${senderFrame?.url ?? 'no frame'}` });
  }
}

function checked<C extends Channel>(channel: C, argument: unknown): Parameters<Handlers[C]>[0] {
  const { data, success } = isSmall(argument) ? ARGUMENTS[channel].safeParse(argument) : TOO_MUCH;
  // What was sent is never quoted: it may be a passphrase.
  if (!success) throw new SpamsError('window-refused', { detail: 'its argument is not what the channel takes' });
  return data as Parameters<Handlers[C]>[0];
}

const MOST_FIELDS = 10;
const TOO_MUCH = { success: false, data: undefined } as const;

/** Nothing, or an object of few fields: a schema would go through every byte of an array, only to name them all. */
function isSmall(argument: unknown): boolean {
  if (argument === undefined) return true;
  if (typeof argument !== 'object' || argument === null) return false;
  return Object.getPrototypeOf(argument) === Object.prototype && Object.keys(argument).length <= MOST_FIELDS;
}

const unexpected = ({ code, cause }: SpamsError): string =>
  code === 'internal-error' && cause instanceof Error ? `\n${cause.stack}` : '';
