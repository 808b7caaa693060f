/** Values as the structured clone algorithm copies them, to text and back. Cycles aren't. */
export interface Codec {
  /** Throws where Electron would: a function, a symbol or a promise can't be cloned. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Electron's IPC clones values; between a page and another process there is only text. What JSON has stays as it is, and
 * anything else is an array that begins with what it is. The function is whole in itself, because its source is run
 * inside the page as well.
 */
export function makeCodec(): Codec {
  type Tagged = [tag: string, ...content: unknown[]];
  const views = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array];

  function pack(value: unknown): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) return value;
    if (typeof value === 'number') return ['number', Object.is(value, -0) ? '-0' : String(value)];
    if (typeof value === 'undefined' || typeof value === 'bigint') return [typeof value, String(value)];
    if (typeof value === 'object' && !(value instanceof Promise)) return packObject(value);
    throw new Error('An object could not be cloned.');
  }

  function packObject(value: object): Tagged {
    if (value instanceof Date) return ['date', value.getTime()];
    if (value instanceof Error) return ['error', value.name, value.message, value.stack];
    if (value instanceof Map) return ['map', ...[...value].map(packEntry)];
    if (value instanceof Set) return ['set', ...[...value].map(pack)];
    if (value instanceof ArrayBuffer) return ['buffer', ...new Uint8Array(value)];
    const view = views.findIndex((each) => value instanceof each);
    if (view >= 0) return ['view', view, ...bytesOf(value as Uint8Array)];
    if (Array.isArray(value)) return ['array', ...value.map(pack)];
    return ['object', ...Object.entries(value).map(packEntry)];
  }

  const packEntry = ([key, value]: [unknown, unknown]) => [pack(key), pack(value)];
  const bytesOf = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

  function unpack(packed: unknown): unknown {
    if (!Array.isArray(packed)) return packed;
    const [tag, ...content] = packed as Tagged;
    const [first, second, third] = content as string[];
    const parts = () => content.map(unpack);
    const entries = () =>
      (content as [unknown, unknown][]).map(([key, value]) => [unpack(key), unpack(value)] as const);
    if (tag === 'undefined') return undefined;
    if (tag === 'number') return Number(first);
    if (tag === 'bigint') return BigInt(first!);
    if (tag === 'date') return new Date(content[0] as number);
    if (tag === 'error') return Object.assign(new Error(second), { name: first, stack: third });
    if (tag === 'map') return new Map(entries());
    if (tag === 'set') return new Set(parts());
    if (tag === 'buffer') return new Uint8Array(content as number[]).buffer;
    if (tag === 'view') return new views[Number(first)]!(new Uint8Array(content.slice(1) as number[]).buffer);
    return tag === 'array' ? parts() : Object.fromEntries(entries());
  }

  return {
    encode: (value) => JSON.stringify(pack(value)),
    decode: (text) => unpack(JSON.parse(text)),
  };
}
