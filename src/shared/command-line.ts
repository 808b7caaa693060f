import { Command, CommanderError, Option } from 'commander';
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
  for (const command of withSubcommands(program)) {
    command.exitOverride().showHelpAfterError('(--help shows how)').enablePositionalOptions();
    command.configureOutput({ outputError: (text, write) => write(shortened(text)) });
    adoptOptions(command, program);
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const json = argv.includes('--json');
    return error instanceof CommanderError ? reportUsage(error, json) : reportError(asSpamsError(error), json);
  }
}

/** Turns a function into a commander action that prints its outcome. */
export function action<Args extends unknown[]>(
  work: (options: Record<string, unknown>, ...args: Args) => Promise<Outcome | undefined>,
): (...all: unknown[]) => Promise<void> {
  return async (...all) => {
    const command = all.pop();
    if (!(command instanceof Command)) throw new TypeError('not a commander action');
    all.pop(); // the command's own options: they are part of optionsOf
    const options = optionsOf(command);
    const outcome = await work(options, ...(all as Args));
    if (!outcome) return;
    process.stdout.write(options.json ? `${JSON.stringify(outcome.json)}\n` : `${visible(outcome.text.trimEnd())}\n`);
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

const MAX_ARGUMENT = 16_384;

/** An argument that may be a secret: `-` reads it from standard input, where neither `ps` nor a shell's history sees it. */
export async function argumentOrStdin(argument: string): Promise<string> {
  if (argument !== '-') return argument;
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_ARGUMENT) throw new SpamsError('usage', { params: { reason: 'too much on standard input' } });
  }
  return text;
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

/**
 * Text that may name files and people of the other side, for a terminal: what would command it, or turn the text around
 * (Unicode Standard Annex 9), is shown as its code.
 */
const visible = (text: string): string =>
  text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, (each) => `<U+${hex(each)}>`);

const hex = (character: string): string => character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');

/** Commander repeats what it doesn't understand, which may be an invite pasted in the wrong place or in two pieces. */
const shortened = (text: string): string => text.replace(/[\w.-]{20,}/g, (word) => `${word.slice(0, 8)}…`);

/** What commander found wrong, which it has told the person already; or help that was asked for. */
function reportUsage({ code, exitCode, message }: CommanderError, json: boolean): number {
  if (exitCode === 0) return 0;
  const reason = code === 'commander.help' ? 'a subcommand is missing' : shortened(message.replace(/^error: /, ''));
  const error = new SpamsError('usage', { params: { reason } });
  if (json) printJson(error);
  return error.exitCode;
}

function reportError(error: SpamsError, json: boolean): number {
  const { happened, means, next } = error.person();
  const { code, message: detail } = error;
  if (json) printJson(error);
  const told = `${happened} ${means} ${next}\n  code ${code}${detail === happened ? '' : ` (${detail})`}\n`;
  process.stderr.write(visible(told));
  if (hasCode(error, 'internal-error')) process.stderr.write(`${(error.cause as Error)?.stack ?? ''}\n`);
  return error.exitCode;
}

function printJson(error: SpamsError): void {
  const { code, message: detail } = error;
  process.stdout.write(`${JSON.stringify({ error: { code, ...error.person(), detail } })}\n`);
}

/** The program's options may stand anywhere, but a command's own of the same name is the command's. */
function adoptOptions(command: Command, program: Command): void {
  for (const { flags, description, long } of program.options) {
    if (command.options.every((own) => own.long !== long) && long !== '--version') {
      command.addOption(new Option(flags, description).hideHelp());
    }
  }
}

/** What was given to a command and to those above it; the nearest counts. */
function optionsOf(command: Command): Record<string, unknown> {
  return { ...(command.parent && optionsOf(command.parent)), ...command.opts() };
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
