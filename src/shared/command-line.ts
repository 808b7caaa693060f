import { Command, CommanderError } from 'commander';
import { read } from 'read';
import type { z } from 'zod';
import { asSpamsError, hasCode, SpamsError } from './errors.ts';

/** What a command gives back: the same facts for a program and for a person. */
export interface Outcome {
  json: unknown;
  text: string;
  /** When the command did its work but the end isn't good: queued is 5, refused is 3. */
  exitCode?: number;
}

/** Runs a command line: one JSON document or text on stdout, errors on stderr in three parts, exit codes of DESIGN section 8. */
export async function runCommandLine(program: Command, argv: readonly string[]): Promise<number> {
  for (const command of withSubcommands(program)) command.exitOverride().showHelpAfterError('(--help shows how)');
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(asSpamsError(error), wantsJson(program));
  }
}

/** Turns a function into a commander action that prints its outcome. */
export function action<Args extends unknown[]>(
  work: (options: Record<string, unknown>, ...args: Args) => Promise<Outcome | undefined>,
): (...all: unknown[]) => Promise<void> {
  return async (...all) => {
    const command = all.pop();
    if (!(command instanceof Command)) throw new TypeError('not a commander action');
    all.pop(); // the command's own options: they are part of optsWithGlobals
    const options = command.optsWithGlobals();
    const outcome = await work(options, ...(all as Args));
    if (!outcome) return;
    process.stdout.write(options.json ? `${JSON.stringify(outcome.json)}\n` : `${outcome.text.trimEnd()}\n`);
    process.exitCode = outcome.exitCode ?? 0;
  };
}

/** Checks what was typed; the first thing wrong becomes a `usage` error. */
export function typed<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reason = `${name}: ${parsed.error.issues[0]?.message ?? 'not understood'}`;
  throw new SpamsError('usage', { params: { reason } });
}

/**
 * A passphrase from an environment variable, or asked for at the terminal without showing it (twice when new).
 * @throws `passphrase-required` when there is neither
 */
export async function askPassphrase(variable: string, prompt: string, { twice = false } = {}): Promise<string> {
  const given = process.env[variable];
  if (given) return given;
  if (!process.stdin.isTTY) throw new SpamsError('passphrase-required', { params: { variable } });
  const ask = (text: string): Promise<string> => read({ prompt: `${text}: `, silent: true, output: process.stderr });
  const first = await ask(prompt);
  if (twice && (await ask('Once more')) !== first) {
    throw new SpamsError('usage', { params: { reason: 'the two passphrases differ' } });
  }
  return first;
}

/** Columns of text for a person, as wide as they need to be. */
export function table(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => String(cell ?? '')));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function reportError(error: SpamsError, json: boolean): number {
  const { happened, means, next } = error.person();
  const { code, message: detail } = error;
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, happened, means, next, detail } })}\n`);
  process.stderr.write(`${happened} ${means} ${next}\n  code ${code}${detail === happened ? '' : ` (${detail})`}\n`);
  if (hasCode(error, 'internal-error')) process.stderr.write(`${(error.cause as Error)?.stack ?? ''}\n`);
  return error.exitCode;
}

function wantsJson(program: Command): boolean {
  return program.opts().json === true;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
