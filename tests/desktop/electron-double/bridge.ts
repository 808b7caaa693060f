/** A value on its way between the worlds. */
type Words =
  | ['value', unknown]
  | ['function', number]
  | ['promise', number]
  | ['array', Words[]]
  | ['object', [string, Words][]];

export interface Bridge {
  say(value: unknown): Words;
  understand(words: Words): unknown;
  tell(kind: string, detail: object): void;
  onTold(kind: string, told: (detail: { key: string; words: Words }) => void): void;
}

/**
 * One end of the context bridge: both worlds hear the events of one window under a name that only the two ends know.
 * Details are cloned between worlds; functions and promises stay where they are and are named by number.
 */
export function makeBridge(name: string, here: 'main' | 'isolated'): Bridge {
  const there = here === 'main' ? 'isolated' : 'main';
  const hear = window.addEventListener.bind(window);
  const send = window.dispatchEvent.bind(window);
  const { CustomEvent, structuredClone, Promise: ThisPromise } = window;
  const { defineProperty, entries } = Object;
  const nameOf = Object.prototype.toString;
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const promises = new Map<number, PromiseWithResolvers<unknown>>();
  let lastPromise = 0;
  let reply: { words: Words; threw: boolean } | undefined;

  const tell = (kind: string, detail: object) => void send(new CustomEvent(`${name}.${there}.${kind}`, { detail }));
  const onTold = <T>(kind: string, told: (detail: T) => void): void =>
    hear(`${name}.${here}.${kind}`, (event) => told((event as CustomEvent<T>).detail));

  function say(value: unknown): Words {
    if (typeof value === 'function') return ['function', functions.push(value as () => unknown) - 1];
    if (value instanceof ThisPromise) return ['promise', sayPromise(value)];
    if (Array.isArray(value)) return ['array', value.map(say)];
    if (nameOf.call(value) === '[object Object]')
      return ['object', entries(value!).map(([key, part]) => [key, say(part)])];
    structuredClone(value);
    return ['value', value];
  }

  function sayPromise(promise: Promise<unknown>): number {
    lastPromise += 1;
    const id = lastPromise;
    const settle = (threw: boolean) => (value: unknown) => tell('settle', { id, threw, words: say(value) });
    promise.then(settle(false), settle(true));
    return id;
  }

  function understand(words: Words): unknown {
    const [kind, content] = words;
    if (kind === 'value') return content;
    if (kind === 'function') return (...args: unknown[]) => call(content, args);
    if (kind === 'promise') {
      const promise = ThisPromise.withResolvers<unknown>();
      promises.set(content, promise);
      return promise.promise;
    }
    if (kind === 'array') return content.map(understand);
    const object = {};
    const field = { writable: true, enumerable: true, configurable: true };
    for (const [key, part] of content) defineProperty(object, key, { ...field, value: understand(part) });
    return object;
  }

  function call(id: number, args: unknown[]): unknown {
    tell('call', { id, words: say(args) });
    const { words, threw } = reply!;
    if (threw) throw understand(words);
    return understand(words);
  }

  onTold('call', ({ id, words }: { id: number; words: Words }) => {
    try {
      tell('reply', { words: say(functions[id]!(...(understand(words) as unknown[]))), threw: false });
    } catch (error) {
      tell('reply', { words: say(error), threw: true });
    }
  });
  onTold('reply', (answer: typeof reply) => {
    reply = answer;
  });
  onTold('settle', ({ id, threw, words }: { id: number; threw: boolean; words: Words }) => {
    const promise = promises.get(id)!;
    promises.delete(id);
    if (threw) promise.reject(understand(words));
    else promise.resolve(understand(words));
  });
  return { say, understand, tell, onTold };
}
