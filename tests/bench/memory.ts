import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figures.ts';

const FETCHES = 1_000;
const CLOSINGS = 100;
const CACHE = join(import.meta.dirname, '../../out/compile-cache');

interface Used {
  heap: number;
  rss: number;
}

/** The branch app without its window, over a day's use and more: how much memory it takes, and whether that grows. */
export async function memoryFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-bench-'));
  try {
    const script = join(import.meta.dirname, 'memory-run.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', script, folder, `${FETCHES}`, `${CLOSINGS}`],
      { env: { ...process.env, NODE_COMPILE_CACHE: CACHE } },
    );
    return figuresOf(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** After the first tenth everything has happened once; what is kept of each later time would show as growth. */
function figuresOf(tenths: Used[]): Figure[] {
  const day = `${FETCHES.toLocaleString('en')} fetches and ${CLOSINGS} closings`;
  const [tenth, half, whole] = [tenths[0]!, tenths[4]!, tenths[9]!];
  const at = (when: string, { heap, rss }: Used): Figure[] => [
    { name: `main's heap ${when}`, unit: 'MB', values: [heap / 1e6], goal: 32 },
    { name: `main's memory ${when}, all of it`, unit: 'MB', values: [rss / 1e6], goal: 300 },
  ];
  return [
    ...at(`after a tenth of ${day}`, tenth),
    ...at('after half of them', half),
    ...at('after all of them', whole),
    { name: "main's heap, grown since the tenth", unit: 'MB', values: [(whole.heap - tenth.heap) / 1e6], goal: 0.5 },
  ];
}
