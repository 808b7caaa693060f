import { chmod } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { type CliResult, runCli, runProgram } from './cli.ts';
import { everythingIn } from './tree.ts';

/** Lets nobody write into a folder, nor into anything in it, until the test ends; gives what ends that sooner. */
export async function makeReadOnly(folder: string): Promise<() => Promise<void>> {
  const found = [{ path: folder, isFolder: true }, ...(await everythingIn(folder))];
  const change = async (forFolders: number, forFiles: number): Promise<void> => {
    for (const { path, isFolder } of found) await chmod(path, isFolder ? forFolders : forFiles);
  };
  await change(0o500, 0o400);
  const writable = () => change(0o700, 0o600);
  onTestFinished(() => writable().catch(() => {}));
  return writable;
}

/** Runs a command as somebody to whom file modes apply, which they don't to root. */
export function runWithoutPrivileges(
  cli: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CliResult> {
  if (process.getuid?.() !== 0) return runCli(cli, args, env);
  return runProgram('setpriv', ['--bounding-set=-all', process.execPath, cli, ...args], env);
}
