/** Values as the structured clone algorithm copies them, to text and back. */
export interface Codec {
  /** Throws where Electron would: a function, a symbol or a promise can't be cloned. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Electron's IPC clones values; between a page and another process there is only text. Each value is one row of a table,
 * and refers to others by their row: so cycles, and what is shared, survive. The function is whole in itself, because
 * its source is run inside the page as well, before any script of the page can change the globals it takes.
 */
export function makeCodec(): Codec {
  const { stringify, parse } = JSON;
  const uncloneable = (value: unknown): never => {
    throw new Error(`An object could not be cloned: ${String(value)}`);
  };
  type Row = [tag: string, ...data: unknown[]];
  const VIEWS = { Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array };

  function encode(value: unknown): string {
    const rows: Row[] = [];
    const known = new Map<unknown, number>();
    const add = (item: unknown): number => {
      const seen = known.get(item);
      if (seen !== undefined) return seen;
      const index = rows.push(['']) - 1;
      if (typeof item === 'object' && item !== null) known.set(item, index);
      rows[index] = row(item, add);
      return index;
    };
    add(value);
    return stringify(rows);
  }

  function row(item: unknown, add: (part: unknown) => number): Row {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return ['json', item];
    if (typeof item === 'undefined') return ['undefined'];
    // As text: JSON has no NaN, no infinity and no minus zero.
    if (typeof item === 'number') return ['number', Object.is(item, -0) ? '-0' : String(item)];
    if (typeof item === 'bigint') return ['bigint', String(item)];
    if (typeof item !== 'object') return uncloneable(item);
    return objectRow(item, add);
  }

  function objectRow(item: object, add: (part: unknown) => number): Row {
    if (item instanceof Promise || item instanceof WeakMap || item instanceof WeakSet) return uncloneable(item);
    if (item instanceof Date) return ['date', add(item.getTime())];
    if (item instanceof RegExp) return ['regexp', item.source, item.flags];
    if (item instanceof Error) return ['error', item.name, item.message, item.stack];
    if (item instanceof Map) return ['map', ...[...item].map(([key, value]) => [add(key), add(value)])];
    if (item instanceof Set) return ['set', ...[...item].map(add)];
    if (item instanceof ArrayBuffer) return ['buffer', ...new Uint8Array(item)];
    if (ArrayBuffer.isView(item)) return viewRow(item);
    // A hole in an array is a hole afterwards.
    if (Array.isArray(item))
      return ['array', item.length, ...Object.keys(item).map((key) => [key, add(item[Number(key)])])];
    return ['object', ...Object.entries(item).map(([key, value]) => [key, add(value)])];
  }

  function viewRow(item: ArrayBufferView): Row {
    const name = Object.keys(VIEWS).find((view) => item instanceof VIEWS[view as keyof typeof VIEWS]);
    if (!name) return uncloneable(item);
    return ['view', name, ...new Uint8Array(item.buffer, item.byteOffset, item.byteLength)];
  }

  function decode(text: string): unknown {
    const rows: Row[] = parse(text);
    const made = new Map<number, unknown>();
    const get = (index: number): unknown => {
      if (!made.has(index)) make(rows[index]!, get, (value) => made.set(index, value));
      return made.get(index);
    };
    return get(0);
  }

  /** `keep` comes before the parts: they may refer back to the whole. */
  function make([tag, ...data]: Row, get: (index: number) => unknown, keep: (value: unknown) => void): void {
    const container = containerOf(tag, data);
    keep(container ?? simple(tag, data, get));
    if (container instanceof Map)
      for (const [key, value] of data as [number, number][]) container.set(get(key), get(value));
    else if (container instanceof Set) for (const part of data as number[]) container.add(get(part));
    else if (container) fill(container, (tag === 'array' ? data.slice(1) : data) as [string, number][], get);
  }

  function containerOf(tag: string, data: unknown[]): object | undefined {
    if (tag === 'map') return new Map();
    if (tag === 'set') return new Set();
    if (tag === 'array') return new Array(data[0] as number);
    return tag === 'object' ? {} : undefined;
  }

  function fill(container: object, entries: [string, number][], get: (index: number) => unknown): void {
    for (const [key, index] of entries) {
      const descriptor = { value: get(index), writable: true, enumerable: true, configurable: true };
      // Defined, not assigned: a key may be "__proto__".
      Object.defineProperty(container, key, descriptor);
    }
  }

  function simple(tag: string, data: unknown[], get: (index: number) => unknown): unknown {
    const [first, second, third] = data as string[];
    const bytes = (from: number) => new Uint8Array(data.slice(from) as number[]).buffer;
    if (tag === 'number') return Number(first);
    if (tag === 'bigint') return BigInt(first!);
    if (tag === 'date') return new Date(get(Number(first)) as number);
    if (tag === 'regexp') return new RegExp(first!, second);
    if (tag === 'error') return Object.assign(new Error(second), { name: first, stack: third });
    if (tag === 'buffer') return bytes(0);
    if (tag === 'view') return new VIEWS[first as keyof typeof VIEWS](bytes(1));
    return tag === 'json' ? data[0] : undefined;
  }

  return { encode, decode };
}
