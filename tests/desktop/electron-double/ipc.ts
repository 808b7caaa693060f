import { inBackground, type Session } from './cdp.ts';
import { makeCodec } from './codec.ts';
import { BINDING, FILE_PATH, WORLD } from './page-scripts.ts';
import { only } from './strict.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const { encode, decode } = makeCodec();
const handlers = new Map<string, Handler>();

export const ipcMain = only<Pick<Electron.IpcMain, 'handle'>>('ipcMain', {
  handle(channel, handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
});

/** The way to and from one page's preload. `world` is its execution context now; a new document has a new one. */
export class Ipc {
  readonly #session: Session;
  readonly #sender: () => Electron.IpcMainInvokeEvent;
  #world: number | undefined;

  constructor(session: Session, topFrame: string, sender: () => Electron.IpcMainInvokeEvent) {
    this.#session = session;
    this.#sender = sender;
    session.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
      if (name === WORLD && (auxData as { frameId: string }).frameId === topFrame) this.#world = id;
    });
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING && executionContextId === this.#world) inBackground(this.#answer(payload));
    });
  }

  send(channel: string, args: unknown[]): void {
    this.#deliver(encode(['event', channel, args]));
  }

  async #answer(payload: string): Promise<void> {
    const [id, channel, args] = decode(await this.#withPaths(payload)) as [number, string, unknown[]];
    this.#deliver(await this.#run(id, channel, args));
  }

  /** The answer as text. An error arrives in the page as Electron words it. */
  async #run(id: number, channel: string, args: unknown[]): Promise<string> {
    try {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return encode(['value', id, await handler(this.#sender(), ...args)]);
    } catch (error) {
      return encode(['error', id, `Error invoking remote method '${channel}': ${error}`]);
    }
  }

  /** Puts in the paths of the files that the page has asked for. */
  async #withPaths(payload: string): Promise<string> {
    const found = new RegExp(`${FILE_PATH}(\\d+)\\.`).exec(payload);
    if (!found) return payload;
    const { result } = await this.#evaluate(`isolated.files[${found[1]}]`);
    const { path } = await this.#session.send('DOM.getFileInfo', { objectId: result.objectId! });
    return this.#withPaths(payload.replace(found[0], () => JSON.stringify(path).slice(1, -1)));
  }

  #deliver(text: string): void {
    // Before there is a page, nobody listens.
    if (this.#world) inBackground(this.#evaluate(`isolated.deliver(${JSON.stringify(text)})`));
  }

  #evaluate(expression: string) {
    return this.#session.send('Runtime.evaluate', { expression, contextId: this.#world });
  }
}
