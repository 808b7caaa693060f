/** Prints what share of each room's lines and branches the tests have run, beside the least that is asked. */
import { readFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { thresholds } from '../vitest.config.ts';

interface Count {
  total: number;
  covered: number;
}

const root = join(import.meta.dirname, '..');
const summary: Record<string, Record<'lines' | 'branches', Count>> = JSON.parse(
  readFileSync(join(root, 'coverage/coverage-summary.json'), 'utf8'),
);

function share(glob: string, what: 'lines' | 'branches'): string {
  const counts = Object.entries(summary).flatMap(([path, file]) =>
    matchesGlob(relative(root, path), glob) ? [file[what]] : [],
  );
  const sum = (of: keyof Count): number => counts.reduce((total, count) => total + count[of], 0);
  return ((100 * sum('covered')) / sum('total')).toFixed(1);
}

for (const [glob, least] of Object.entries(thresholds)) {
  const room = glob.replace(/[*{].*/, '');
  const shares = (['lines', 'branches'] as const).map(
    (what) => `${what} ${share(glob, what)} % (at least ${least[what]})`,
  );
  console.log(`${room.padEnd(18)} ${shares.join('   ')}`);
}
