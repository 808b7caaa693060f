import { parentPort, workerData } from 'node:worker_threads';
import { type UnderstandingOptions, understand } from './understanding.ts';

/** What a reading thread is started with. */
export interface ReadingJob {
  file: Uint8Array;
  options: UnderstandingOptions;
}

const { file, options }: ReadingJob = workerData;
parentPort?.postMessage(understand(Buffer.from(file.buffer, file.byteOffset, file.byteLength), options));
