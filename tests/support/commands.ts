import type { Command } from 'commander';
import { expect, vi } from 'vitest';
import { branchProgram } from '../../src/main/program.ts';
import { officeProgram } from '../../src/server/program.ts';
import { runCommandLine } from '../../src/shared/command-line.ts';
import type { CliResult } from './cli.ts';
import { PASSPHRASE } from './shared.ts';

/** Environment variables that count for one command; undefined: not set. */
type Env = Record<string, string | undefined>;

/** Runs a command line in this process, which is then as it was before. */
export async function runInProcess(program: Command, argv: readonly string[], env: Env = {}): Promise<CliResult> {
  const before = process.exitCode;
  process.exitCode = undefined;
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      written[stream] += String(chunk);
      return true;
    }),
  );
  try {
    const code = await runCommandLine(program, argv);
    return { code, ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
    process.exitCode = before;
  }
}

/** The commands of one office or one branch, as a person or a program runs them. */
export class Commands {
  readonly #program: () => Command;
  readonly #options: string[];
  readonly #env: Env;

  private constructor(program: () => Command, options: string[], env: Env) {
    this.#program = program;
    this.#options = options;
    this.#env = env;
  }

  static office(folder: string, env: Env = {}): Commands {
    return new Commands(officeProgram, ['--data', folder], env);
  }

  static branch(home: string, env: Env = { SPAMS_PASSPHRASE: PASSPHRASE }): Commands {
    return new Commands(branchProgram, ['--home', home], env);
  }

  run(...args: string[]): Promise<CliResult> {
    return runInProcess(this.#program(), [...this.#options, ...args], this.#env);
  }

  /** What a person reads of a command that did its work. */
  async text(...args: string[]): Promise<string> {
    const { stdout, ...end } = await this.run(...args);
    expect(end).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  /** The document that a program gets of a command that did its work. */
  async json(...args: string[]) {
    const { document, ...end } = await this.ended(...args);
    expect(end).toEqual({ exit: 0, stderr: '' });
    return document;
  }

  /** The one JSON document that a command printed, with how it ended. */
  async ended(...args: string[]) {
    const { code, stdout, stderr } = await this.run('--json', ...args);
    expect(stdout).toMatch(/^.+\n$/);
    return { exit: code, document: JSON.parse(stdout), stderr };
  }

  /** How a command failed: its exit code, its error code, and what happened, which a person is told in three parts. */
  async failure(...args: string[]) {
    const { exit, document, stderr } = await this.ended(...args);
    const { code, happened, means, next } = document.error;
    for (const part of [happened, means, next]) expect(part).toMatch(/^\S.*\.$/s);
    expect(stderr).toContain(`${happened} ${means} ${next}\n  code ${code}`);
    return { exit, code, happened };
  }
}
