import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readInThread, type ThreadOptions } from '../../../src/main/branch/read-in-thread.ts';
import { understand } from '../../../src/main/branch/understanding.ts';
import { SpamsError } from '../../../src/shared/errors.ts';
import { testFolder } from '../../support/folders.ts';
import { SALES } from '../../support/sales.ts';

const OPTIONS = { currency: 'SGD', day: { date: '2026-11-22', cutoff: 4 }, corrections: {} };
const ENDLESS = 'for (;;);';

function read(file: Buffer, thread: Partial<ThreadOptions> = {}) {
  const logged: string[] = [];
  const say = (text: string): void => void logged.push(text);
  const log = { info: say, warn: say, error: say };
  const reading = readInThread(file, OPTIONS, { log, signal: new AbortController().signal, ...thread });
  return { reading, logged };
}

/** A thread that runs this instead of reading. */
async function threadOf(code: string): Promise<URL> {
  const path = join(await testFolder(), 'thread.mjs');
  await writeFile(path, code);
  return pathToFileURL(path);
}

describe('a sales file that is read in a thread of its own', () => {
  it.each([
    ['small', SALES],
    ['large', `Item,Quantity,Amount\r\n${'Laksa,1,6.50\r\n'.repeat(20_000)}`],
  ])('is understood the same, %s as it is', async (_, text) => {
    const expected = understand(Buffer.from(text), OPTIONS);
    expect(await read(Buffer.from(text)).reading).toEqual(expected);
  });

  it('lets the event loop go on meanwhile', async () => {
    const { reading } = read(Buffer.from(SALES));
    let isRead = false;
    void reading.then(() => {
      isRead = true;
    });
    let turns = 0;
    for (; turns < 3 && !isRead; turns += 1) await new Promise(setImmediate);
    expect(turns).toBe(3);
    expect((await reading).sales.totals.lines).toBe(2);
  });

  it.each([
    ['throws', 'throw new Error("out of order");'],
    ['ends without an answer', 'process.exit(0);'],
    ['takes all memory', 'const all = []; for (;;) all.push(new Array(1_000_000).fill(Math.random()));'],
  ])('when its thread %s, is said not to have been read, and can still be sent', async (_, code) => {
    const { reading, logged } = read(Buffer.from(SALES), { script: await threadOf(code) });
    const { sales, kind } = await reading;
    expect(sales).toMatchObject({ needsReview: true, totals: { lines: 0 }, warnings: [{ code: 'reader-failed' }] });
    expect(kind).toBeNull();
    expect(logged).toHaveLength(1);
  });

  it('when its thread never answers, is given up', async () => {
    const { sales } = await read(Buffer.from(SALES), { script: await threadOf(ENDLESS), patience: 1 }).reading;
    expect(sales.warnings).toMatchObject([{ code: 'reader-failed' }]);
  });

  it('is left for another one, with the reason', async () => {
    const another = new AbortController();
    const { reading } = read(Buffer.from(SALES), { script: await threadOf(ENDLESS), signal: another.signal });
    another.abort(new SpamsError('reading-superseded'));
    await expect(reading).toFailWith('reading-superseded');
    await expect(read(Buffer.from(SALES), { signal: another.signal }).reading).toFailWith('reading-superseded');
  });
});
