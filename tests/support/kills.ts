import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join, relative } from 'node:path';
import { expect, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const KILLABLE = join(import.meta.dirname, 'killable.ts');

interface Step {
  step: string;
  about: string;
}

export interface Killable {
  side: 'office' | 'branch';
  /** The home or data folder: steps are named by where their files lie in it. */
  folder: string;
  args: readonly string[];
  env?: Record<string, string>;
}

/** A command line that is running, and may die at a step. */
export class KillableProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #ended: Promise<unknown[]>;
  #told = '';
  #stderr = '';

  /** @param last the step to die at, from 1; 0 for none */
  constructor({ side, folder, args, env = {} }: Killable, last: number) {
    const option = side === 'office' ? '--data' : '--home';
    const argv = [KILLABLE, side, String(last), '--json', option, folder, ...args];
    const cached = { NODE_COMPILE_CACHE: join(ROOT, 'out/compile-cache') };
    this.#folder = folder;
    this.#child = spawn(process.execPath, argv, {
      env: { PATH: process.env.PATH, ...cached, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#child, 'close');
    this.#child.stdio[2]!.on('data', (chunk) => {
      this.#stderr += String(chunk);
    });
    this.#child.stdio[3]!.on('data', (chunk) => {
      this.#told += String(chunk);
    });
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  /** Resolves once it says this on stderr. */
  async says(text: string): Promise<void> {
    while (!this.#stderr.includes(text)) await once(this.#child.stdio[2]!, 'data');
  }

  stop(): void {
    this.#child.kill('SIGTERM');
  }

  /** Its end of itself, in good order: the steps that it went through, by their names. */
  async ended(): Promise<string[]> {
    const [code, signal] = await this.#ended;
    expect({ code, signal, stderr: this.#stderr }).toMatchObject({ code: 0, signal: null });
    return names(this.#steps, this.#folder);
  }

  /** Its death by its own hand, at the step with this number. */
  async died(last: number): Promise<void> {
    const [, signal] = await this.#ended;
    expect({ signal, steps: this.#steps.length, stderr: this.#stderr }).toMatchObject({
      signal: 'SIGKILL',
      steps: last,
    });
  }

  get #steps(): Step[] {
    const lines = this.#told.split('\n').filter((line) => line !== '');
    return lines.map((line) => ({ step: line.split('\t')[0]!, about: line.split('\t')[1]! }));
  }
}

/** The names of all steps that a command goes through when nothing stops it. */
export const stepsOf = (killable: Killable): Promise<string[]> => new KillableProcess(killable, 0).ended();

/** Runs a command until it dies at a step. */
export const killedAt = (killable: Killable, last: number): Promise<void> =>
  new KillableProcess(killable, last).died(last);

const TEMPORARY = /\.[0-9a-f-]{36}\.tmp/;
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/;
const SERIAL = /-[0-9a-f]{32}/;

/** A temporary file is named by what it becomes, if anything; ids and serial numbers, which are other ones each time, are left out. */
function names(steps: readonly Step[], folder: string): string[] {
  return steps.map(({ step, about }, index) => {
    const renamed = steps.slice(index).find((later) => later.step === 'file renamed');
    const path = about.startsWith('/') && about.startsWith(folder) ? relative(folder, about) : about;
    const plain = path
      .replace(TEMPORARY, basename(renamed?.about ?? 'a temporary file'))
      .replace(UUID, '*')
      .replace(SERIAL, '');
    return `${step}: ${plain}`.replace(/: $/, '');
  });
}

/** The steps of replacing a file. */
export const written = (path: string): string[] =>
  ['file made', 'file written', 'file synced', 'file renamed', 'rename synced'].map((step) => `${step}: ${path}`);

/** The steps of writing a folder with these files, whole. */
export const writtenFolder = (path: string, ...files: string[]): string[] => [
  `folder made: ${path}`,
  ...files.flatMap((file) => ['file made', 'file written', 'file synced'].map((step) => `${step}: ${path}/${file}`)),
  ...renamed(path),
];

export const renamed = (path: string): string[] => [`file renamed: ${path}`, `rename synced: ${path}`];

export const removed = (path: string): string => `file removed: ${path}`;

/** The steps of asking the office. */
export const asked = (path: string): string[] => [`request about to be sent: ${path}`, `answer received: ${path}`];

/** The steps of an office's transaction that leaves these audit records. */
export const committed = (...actions: string[]): string[] => [
  'transaction begun',
  ...actions.map((action) => `audit record appended: ${action}`),
  'transaction complete',
  'transaction committed',
];

/** As a table of tests: each step with its number. */
export const numbered = (steps: readonly string[]): [step: string, number: number][] =>
  steps.map((step, index) => [step, index + 1]);
