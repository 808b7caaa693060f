import { cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { load } from 'js-yaml';
import type { Figure } from './figures.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What electron-builder packs as app.asar: all that a PC gets besides Electron itself. */
export async function asarFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'spams-bench-'));
  try {
    for (const path of await packed()) await cp(join(ROOT, path), join(folder, 'app', path), { recursive: true });
    const asar = join(folder, 'app.asar');
    await createPackage(join(folder, 'app'), asar);
    return [{ name: 'app.asar', unit: 'MB', values: [(await stat(asar)).size / 1e6], goal: 8 }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The files and folders of electron-builder.yml's list. */
async function packed(): Promise<string[]> {
  const settings = load(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')) as { files: string[] };
  const entries = settings.files.filter((entry) => !entry.startsWith('!'));
  return entries.map((entry) => (entry.endsWith('/**') ? dirname(entry) : entry));
}
