import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Found {
  path: string;
  isFolder: boolean;
  /** Permission bits. */
  mode: number;
}

/** Everything in a folder and below it. */
export async function everythingIn(folder: string): Promise<Found[]> {
  const names = await readdir(folder, { recursive: true });
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, name);
      const stats = await lstat(path);
      return { path, isFolder: stats.isDirectory(), mode: stats.mode & 0o777 };
    }),
  );
}

/** Every file below a folder with its bytes, by path: to compare, or to search for what must not be there. */
export async function contentsOf(folder: string): Promise<Map<string, Buffer>> {
  const files = (await everythingIn(folder)).filter(({ isFolder }) => !isFolder);
  return new Map(await Promise.all(files.map(async ({ path }) => [path, await readFile(path)] as const)));
}

/** Paths of the files below a folder that hold these bytes. */
export async function filesHolding(folder: string, secret: string | Buffer): Promise<string[]> {
  return [...(await contentsOf(folder))].filter(([, bytes]) => bytes.includes(secret)).map(([path]) => path);
}
