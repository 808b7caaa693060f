import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { summarizeSales } from '../../shared/sales/read.ts';
import { WARNINGS } from '../../shared/table/warnings.ts';
import type { BranchLog } from './log.ts';
import type { ReadingJob } from './reading-thread.ts';
import type { Understanding, UnderstandingOptions } from './understanding.ts';

/** The thread's code, beside this source; and as built, from wherever in out/ this came to be. */
const SCRIPT = import.meta.url.endsWith('.ts') ? './reading-thread.ts' : '../main/reading-thread.js';

/** The largest file leaves half of it. Younger garbage is swept the more often the less there is room for it. MB. */
const MEMORY = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 8 };
/** A slow PC reads the largest file in a tenth of it. Milliseconds. */
const PATIENCE = 120_000;

export interface ThreadOptions {
  log: BranchLog;
  /** Ends the reading; what it is aborted with is thrown. */
  signal: AbortSignal;
  script?: URL;
  patience?: number;
}

/**
 * As `understand`, beside the event loop, which stays free. The file's bytes go over to the thread: they are gone
 * afterwards. Whatever becomes of the thread, the file can still be sent: then the reading says that it has failed.
 */
export async function readInThread(
  file: Buffer,
  options: UnderstandingOptions,
  { log, signal, script = new URL(SCRIPT, import.meta.url), patience = PATIENCE }: ThreadOptions,
): Promise<Understanding> {
  signal.throwIfAborted();
  const job: ReadingJob = { file, options };
  const worker = new Worker(script, {
    workerData: job,
    transferList: isWhole(file) ? [file.buffer] : [],
    resourceLimits: MEMORY,
  });
  // Once nobody waits for its answer, an error of the thread is nobody's.
  worker.on('error', () => {});
  try {
    return await answerOf(worker, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
  } catch (error) {
    signal.throwIfAborted();
    log.error(`a sales file can't be read: ${error instanceof Error ? error.message : error}`);
    return failed(options);
  } finally {
    await worker.terminate();
  }
}

async function answerOf(worker: Worker, signal: AbortSignal): Promise<Understanding> {
  const death = once(worker, 'exit', { signal }).then(() => {
    throw new Error('its thread has ended');
  });
  const [answer] = await Promise.race([once(worker, 'message', { signal }), death]);
  return answer;
}

/** Small files share their memory with others, which stays here. */
const isWhole = (file: Buffer): file is Buffer<ArrayBuffer> =>
  file.buffer instanceof ArrayBuffer && file.length === file.buffer.byteLength;

/** As of a file with nothing in it, but for the reason. */
function failed({ hints = {}, ...options }: UnderstandingOptions): Understanding {
  const { headers, columns, ...nothing } = summarizeSales(Buffer.alloc(0), options);
  const warnings = [{ code: 'reader-failed' as const, row: null, text: WARNINGS['reader-failed'].text }];
  return { sales: { ...nothing, warnings }, hints, headers, columns, isRead: false, kind: null };
}
