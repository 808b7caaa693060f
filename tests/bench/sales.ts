import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figures.ts';
import { writeSalesFile } from './sales-file.ts';

const ROWS = 500_000;
const RUNS = 5;

interface Run {
  bytes: number;
  memory: number;
  times: { sales: number; parse: number }[];
}

/** A day's sales of half a million rows: how quickly they are read and summed up, and in how much memory. */
export async function salesFigures(): Promise<Figure[]> {
  const path = join(tmpdir(), `spams-bench-${process.pid}.csv`);
  try {
    writeSalesFile(path, ROWS);
    const script = join(import.meta.dirname, 'sales-run.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, path, String(RUNS)]);
    return figuresOf(JSON.parse(stdout));
  } finally {
    await rm(path, { force: true });
  }
}

function figuresOf({ bytes, memory, times }: Run): Figure[] {
  const file = `a day's sales of ${(bytes / 1e6).toFixed(0)} MB`;
  return [
    { name: `${file}, a core`, unit: 'MB/s', values: times.map(({ sales }) => bytes / 1000 / sales), goal: 25 },
    {
      name: `${file}, to csv-parse alone`,
      unit: '×',
      values: times.map(({ sales, parse }) => sales / parse),
      goal: 1.5,
    },
    { name: `${file}, memory`, unit: 'MB', values: [memory], goal: 400 },
  ];
}
