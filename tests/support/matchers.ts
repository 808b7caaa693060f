import { expect } from 'vitest';
import { type ErrorCode, SpamsError } from '../../src/shared/errors.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Asserts that a function throws, or a promise rejects with, a SpamsError of this code. Await it. */
    toFailWith(code: ErrorCode): Promise<void>;
  }
}

expect.extend({
  async toFailWith(received: unknown, code: ErrorCode) {
    const thrown = await caught(received);
    return {
      pass: thrown instanceof SpamsError && thrown.code === code,
      message: () => `expected ${code}, but got ${thrown === undefined ? 'no error' : describe(thrown)}`,
    };
  },
});

async function caught(received: unknown): Promise<unknown> {
  try {
    await (typeof received === 'function' ? received() : received);
    return undefined;
  } catch (error) {
    return error;
  }
}

function describe(thrown: unknown): string {
  if (thrown instanceof SpamsError) return `${thrown.code} (${thrown.message})`;
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n${thrown.stack}` : String(thrown);
}
