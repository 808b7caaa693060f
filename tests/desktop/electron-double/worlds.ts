import type { Bridge } from './bridge.ts';
import type { Codec } from './codec.ts';

/**
 * What runs inside the page. Each function is whole in itself: its source is sent there. As in Electron, the preload runs
 * in a world of its own, which shares nothing with the page but the document.
 */

/** What the preload's world lets this process do: deliver what main sends, and find a file that was asked for. */
interface Isolated {
  deliver(text: string): void;
  files: File[];
}

/** The page's own world: what the preload exposes appears on `window`, and can't be replaced. */
export function mainWorld(bridge: Bridge): void {
  const { defineProperty, freeze, values } = Object;
  const deepFreeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) for (const part of values(value)) deepFreeze(part);
    return freeze(value);
  };
  bridge.onTold('expose', ({ key, words }) => {
    defineProperty(window, key, { value: deepFreeze(bridge.understand(words)), enumerable: true });
  });
}

/** The preload's world: gives the `electron` that a sandboxed preload may require. */
export function isolatedWorld(bridge: Bridge, codec: Codec, post: (text: string) => void, filePath: string) {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const answers = new Map<number, PromiseWithResolvers<unknown>>();
  const files: File[] = [];
  let last = 0;

  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const answer = Promise.withResolvers<unknown>();
      const text = codec.encode([last + 1, channel, args]);
      last += 1;
      answers.set(last, answer);
      post(text);
      return answer.promise;
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };

  function hear(listener: Listener, args: unknown[]): void {
    try {
      listener({}, ...args);
    } catch (error) {
      reportError(error);
    }
  }

  const isolated: Isolated = {
    files,
    deliver(text) {
      type Told = ['event', string, unknown[]] | ['value' | 'error', number, unknown];
      const [kind, to, value] = codec.decode(text) as Told;
      if (kind === 'event') for (const listener of listeners.get(to) ?? []) hear(listener, value);
      else if (kind === 'error') answers.get(to)?.reject(new Error(value as string));
      else answers.get(to)?.resolve(value);
      if (kind !== 'event') answers.delete(to);
    },
  };
  Object.assign(window, { isolated });

  return {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld(key: string, api: unknown): void {
        bridge.tell('expose', { key, words: bridge.say(api) });
      },
    },
    webUtils: {
      // Only the browser knows the path, and it can't be asked at once: `ipc.ts` puts it in on the way to main.
      getPathForFile: (file: File): string => `${filePath}${files.push(file) - 1}.`,
    },
  };
}
