import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';

/** One page, or the browser itself, by the Chrome DevTools Protocol. */
export type Session = Pick<CDPSession, 'send' | 'on'>;

export interface Browser extends Session {
  /** Attaches to a page. */
  attach(targetId: string): Promise<Session>;
}

/** What Chromium answers where it can't: mostly because the page is gone. */
class CdpError extends Error {}

/** Goes on with what nobody waits for, and needs nobody when its page is gone meanwhile. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error) => {
    if (!(error instanceof CdpError)) throw error;
  });
}

interface Message {
  id?: number;
  sessionId?: string;
  method: string;
  params: object;
  result: unknown;
  error?: { message: string };
}

/**
 * Connects to a Chromium. Without Playwright, which takes a third of a second to load and would want the pages for
 * itself; and so that the browser notices when this process dies.
 */
export async function connect(endpoint: string, onClose: () => void): Promise<Browser> {
  const socket = new WebSocket(endpoint);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const sessions = new Map<string | undefined, EventEmitter>();
  let last = 0;

  const session = (sessionId?: string): Session => {
    const emitter = new EventEmitter();
    sessions.set(sessionId, emitter);
    const send = (method: string, params = {}): Promise<unknown> => {
      const answer = Promise.withResolvers<unknown>();
      last += 1;
      waiting.set(last, answer);
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
      return answer.promise;
    };
    return Object.assign(emitter, { send }) as unknown as Session;
  };

  socket.addEventListener('message', ({ data }) => {
    const { id, sessionId, method, params, result, error } = JSON.parse(data) as Message;
    if (id === undefined) sessions.get(sessionId)?.emit(method, params);
    else if (error) waiting.get(id)?.reject(new CdpError(error.message));
    else waiting.get(id)?.resolve(result);
    if (id !== undefined) waiting.delete(id);
  });
  const opened = Promise.withResolvers<void>();
  socket.addEventListener('open', () => opened.resolve());
  socket.addEventListener('close', onClose);
  await opened.promise;

  const browser = session();
  // Tells of windows as they come and go.
  await browser.send('Target.setDiscoverTargets', { discover: true });
  const attach = async (targetId: string): Promise<Session> => {
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    return session(sessionId);
  };
  return Object.assign(browser, { attach });
}
