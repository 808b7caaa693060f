import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
/** The command lines as they are shipped: `npm run build` makes them. */
export const OFFICE_CLI = join(ROOT, 'out/server/cli.js');
export const BRANCH_CLI = join(ROOT, 'out/main/cli.js');

export interface CliResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a built command line to its end, with nothing on its standard input. */
export function runCli(cli: string, args: readonly string[], env: Record<string, string> = {}): Promise<CliResult> {
  return runProgram(process.execPath, [cli, ...args], env);
}

/** Runs any program to its end. Its environment is `env` and PATH alone. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CliResult> {
  const child = spawn(program, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(String(chunk)));
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  const [code] = await once(child, 'close');
  return { code: code ?? -1, stdout: out.join(''), stderr: err.join('') };
}
