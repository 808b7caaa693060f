import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { describe, expect, inject, it } from 'vitest';
import type { FailpointStep } from '../../src/shared/failpoint.ts';

const MEGABYTE = 1024 * 1024;

/** What belongs into it. Names of chunks and assets end in a hash. */
const OURS = [
  /^package\.json$/,
  /^out\/main\/(index|reading-thread)\.js$/,
  /^out\/chunks\/[\w-]+\.js$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w-]+\.(js|css)$/,
];

const FAILPOINTS: FailpointStep[] = ['file synced', 'audit record appended'];
/** Words of failpoints, of source maps, and of what the office alone has: its web server, its database, its binary. */
const NOT_SHIPPED = [...FAILPOINTS, 'sourceMappingURL', 'FastifyError', 'createTable', 'nativeBinding'];

describe.each(['win', 'linux'] as const)('app.asar for %s', (system) => {
  const asar = join(inject('packed')[system], 'resources/app.asar');
  const files = listPackage(asar, { isPack: false })
    .map((path) => path.slice(1))
    .filter((path) => !('files' in statFile(asar, path)));

  it('holds our bundles and package.json, each of them, and nothing else', () => {
    expect(files.filter((path) => !OURS.some((pattern) => pattern.test(path)))).toEqual([]);
    for (const pattern of OURS) expect(files.filter((path) => pattern.test(path))).not.toEqual([]);
  });

  it('holds no failpoints, source maps, or anything of the office', () => {
    const holding = files.filter((path) => {
      const content = extractFile(asar, path).toString('utf8');
      return NOT_SHIPPED.some((text) => content.includes(text));
    });
    expect(holding).toEqual([]);
  });

  it('says only what Electron needs to know of it', () => {
    const manifest = JSON.parse(extractFile(asar, 'package.json').toString('utf8'));
    expect(manifest).toMatchObject({ productName: 'SPAMS', main: 'out/main/index.js', type: 'module' });
    expect(Object.keys(manifest)).not.toContain('devDependencies');
    expect(Object.keys(manifest)).not.toContain('scripts');
  });

  it('takes less than 8 MB, with nothing beside it', async () => {
    expect((await stat(asar)).size).toBeLessThan(8 * MEGABYTE);
    await expect(stat(`${asar}.unpacked`)).rejects.toThrow('ENOENT');
  });
});
