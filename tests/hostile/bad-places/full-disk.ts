import { statSync, truncateSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { asSpamsError, type SpamsError } from '../../../src/shared/errors.ts';
import { type FailpointStep, onFailpoint } from '../../../src/shared/failpoint.ts';
import { everythingIn } from '../../support/tree.ts';

/** One step of what is put on the disk. */
interface DiskWrite {
  step: FailpointStep;
  path: string;
}

const WRITES: readonly FailpointStep[] = [
  'folder made',
  'file made',
  'file written',
  'file synced',
  'file renamed',
  'rename synced',
];

/** Does `work` on a disk that is full from its write of this number on; gives what it failed with, if it did. */
async function onFullDisk(place: number, work: () => Promise<unknown>): Promise<SpamsError | undefined> {
  const writes = listen((write, index) => {
    if (index < place) return;
    if (write.step === 'file written') truncateSync(write.path, Math.floor(statSync(write.path).size / 2));
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
  try {
    await work();
    return undefined;
  } catch (error) {
    return asSpamsError(error);
  } finally {
    onFailpoint(undefined);
    expect(writes.length).toBeGreaterThan(place);
  }
}

/** What `work` puts on the disk, step by step. */
async function writesOf(work: () => Promise<unknown>): Promise<DiskWrite[]> {
  const writes = listen(() => {});
  await work();
  onFailpoint(undefined);
  return writes;
}

function listen(onWrite: (write: DiskWrite, index: number) => void): DiskWrite[] {
  const writes: DiskWrite[] = [];
  onTestFinished(() => onFailpoint(undefined));
  onFailpoint((step, path) => {
    if (!WRITES.includes(step)) return;
    writes.push({ step, path });
    onWrite({ step, path }, writes.length - 1);
  });
  return writes;
}

/** One try on a full disk. */
interface Tried<Scene> {
  there: Scene;
  write: DiskWrite;
  /** Tells this try from the others, for whom it fails. */
  name: string;
  failure: SpamsError | undefined;
}

/**
 * Does the same work once on each of many scenes, with the disk full from its first write on, from its second, and so
 * on to its last, or from the last back each of so many; then judges what became of it, with space again.
 */
export async function atEachWrite<Scene>(
  scene: () => Promise<Scene>,
  work: (there: Scene) => Promise<unknown>,
  judge: (tried: Tried<Scene>) => Promise<void>,
  { every = 1 } = {},
): Promise<void> {
  const first = await scene();
  const writes = await writesOf(() => work(first));
  expect(writes).not.toEqual([]);
  for (const [place, write] of writes.entries()) {
    if ((writes.length - 1 - place) % every !== 0) continue;
    const there = await scene();
    const failure = await onFullDisk(place, () => work(there));
    await judge({ there, write, failure, name: `write ${place}: ${write.step}, ${basename(write.path)}` });
  }
}

/** Asserts that no write left anything of its own in a folder. */
export async function expectNoLeftovers(folder: string, name: string): Promise<void> {
  const left = (await everythingIn(folder)).filter(({ path }) => path.endsWith('.tmp'));
  expect(left, name).toEqual([]);
}
