import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '../node_modules/electron');

/** Electron's executable, if it is here: npm brings the package without it, and asking the package would download it. */
export function electronBinary(): string | undefined {
  const named = join(PACKAGE, 'path.txt');
  if (!existsSync(named)) return undefined;
  const path = join(PACKAGE, 'dist', readFileSync(named, 'utf8'));
  return existsSync(path) ? path : undefined;
}
