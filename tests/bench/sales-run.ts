import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { summarizeSales } from '../../src/shared/sales/read.ts';

/** Run in a process of its own: sums a file up and parses it, in turn, and prints how long each took and how much memory was used. */
const [path = '', runs = '1'] = process.argv.slice(2);
const bytes = readFileSync(path);

/** Of this process alone, in ms: what else runs on the machine doesn't count. */
function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const sum = (): number => timeOf(() => summarizeSales(bytes, { currency: 'SGD' }));
const first = sum();
const memory = process.resourceUsage().maxRSS / 1000;
const times = Array.from({ length: Number(runs) }, (_, run) => ({
  sales: run === 0 ? first : sum(),
  parse: timeOf(() => parse(bytes.toString(), {})),
}));
console.log(JSON.stringify({ bytes: bytes.length, memory, times }));
