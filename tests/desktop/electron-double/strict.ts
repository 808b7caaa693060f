import { EventEmitter } from 'node:events';

/** Of what the double has, no more: reading another name throws instead of giving undefined. */
export function only<T extends object>(owner: string, doubled: T): T {
  const missing = (key: string | symbol): never => {
    throw new Error(`The double of Electron has no ${owner}.${String(key)}.`);
  };
  return new Proxy(doubled, {
    get(target, key) {
      // Promises, consoles and the like look for these in anything.
      if (!(key in target))
        return typeof key === 'symbol' || key === 'then' || key === 'toJSON' ? undefined : missing(key);
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => (key in target ? Reflect.set(target, key, value, target) : missing(key)),
  });
}

/** An emitter of named events: listening to one that is never emitted throws. */
export class Emitter<Name extends string> extends EventEmitter {
  readonly #owner: string;
  readonly #names: ReadonlySet<string | symbol>;

  constructor(owner: string, names: readonly Name[]) {
    super();
    this.#owner = owner;
    this.#names = new Set(names);
  }

  // biome-ignore lint/suspicious/noExplicitAny: as the class it extends
  override on(name: string | symbol, listener: (...args: any[]) => void): this {
    if (!this.#names.has(name))
      throw new Error(`The double of Electron's ${this.#owner} has no event ${String(name)}.`);
    return super.on(name, listener);
  }

  /** Emits an event whose default can be prevented. Gives whether it was. */
  prevented(name: Name, event: object = {}, ...args: unknown[]): boolean {
    let prevented = false;
    this.emit(name, { ...event, preventDefault: () => (prevented = true) }, ...args);
    return prevented;
  }
}
