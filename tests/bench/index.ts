import { cpus } from 'node:os';
import { asarFigures } from './asar.ts';
import { asJson, asTable } from './figures.ts';
import { memoryFigures } from './memory.ts';
import { salesFigures } from './sales.ts';
import { windowFigures } from './window.ts';

/** Measures what SPAMS promises, on this machine; `--json` for a program. */
const figures = [
  ...(await asarFigures()),
  ...(await salesFigures()),
  ...(await windowFigures()),
  ...(await memoryFigures()),
];
if (process.argv.includes('--json')) console.log(asJson(figures));
else
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}\n\n${asTable(figures)}`,
  );
