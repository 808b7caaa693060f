import { Readable } from 'node:stream';
import { Command } from 'commander';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { action, argumentOrStdin, askPassphrase, type Outcome, table, typed } from '../../src/shared/command-line.ts';
import { SpamsError } from '../../src/shared/errors.ts';
import type { CliResult } from '../support/cli.ts';
import { runInProcess } from '../support/commands.ts';

type Work = (options: Record<string, unknown>) => Promise<Outcome | undefined>;

/** Runs `tool do [--flag]`, whose work is `work`. */
function run(argv: string[], work: Work = async () => DONE): Promise<CliResult> {
  const program = new Command('tool').version('1.2.3').option('--json').option('--dir <dir>');
  program.command('do').argument('[thing]').option('--flag').action(action(work));
  program.command('group').command('inner').requiredOption('--name <name>').action(action(work));
  return runInProcess(program, argv);
}

const DONE: Outcome = { json: { done: true }, text: 'Done.\n\n' };

const refusal = (): never => {
  throw new SpamsError('home-locked', { params: { path: '/home/x' }, detail: 'for the operator' });
};

describe('when a command does its work', () => {
  it('prints text for a person', async () => {
    expect(await run(['do'])).toEqual({ code: 0, stdout: 'Done.\n', stderr: '' });
  });

  it.each([[['--json', 'do']], [['do', '--json']]])('prints one JSON document for a program: %j', async (argv) => {
    expect(await run(argv)).toEqual({ code: 0, stdout: '{"done":true}\n', stderr: '' });
  });

  it.each([
    [['--dir', 'a', 'do'], 'a'],
    [['do', '--dir', 'b'], 'b'],
    [['--dir', 'a', 'do', '--dir', 'b'], 'b'],
  ])("takes the program's options before and after its name, the nearest: %j", async (argv, dir) => {
    const { stdout } = await run(argv, async (options) => ({ json: null, text: String(options.dir) }));
    expect(stdout).toBe(`${dir}\n`);
  });

  it('ends as the outcome says', async () => {
    expect((await run(['do'], async () => ({ ...DONE, exitCode: 5 }))).code).toBe(5);
  });

  it('shows a terminal no character that commands it or turns the text around', async () => {
    const text = 'sales\u202Evsc.exe \u001b[2J\u009b 8\u00a0€ \u2067x\u2069 قهوة\tcafé\nnext';
    const { stdout } = await run(['do'], async () => ({ json: null, text }));
    expect(stdout).toBe('sales<U+202E>vsc.exe <U+001B>[2J<U+009B> 8\u00a0€ <U+2067>x<U+2069> قهوة\tcafé\nnext\n');
  });

  it('prints nothing when there is nothing to say', async () => {
    expect(await run(['--json', 'do'], async () => undefined)).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('when a command fails', () => {
  it('tells a person in three parts, with the code and the cause, on stderr alone', async () => {
    expect(await run(['do'], refusal)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Another SPAMS is already using /home/x. Nothing was changed. Close it or wait until it ends, then try again.\n' +
        '  code home-locked (for the operator)\n',
    });
  });

  it('tells a program in one JSON document on stdout', async () => {
    const { code, stdout } = await run(['--json', 'do'], refusal);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'home-locked',
        happened: 'Another SPAMS is already using /home/x.',
        means: 'Nothing was changed.',
        next: 'Close it or wait until it ends, then try again.',
        detail: 'for the operator',
      },
    });
  });

  it.each([
    ['a refusal of the office', new SpamsError('signature-invalid', { remote: true }), 3],
    ['not trusted', new SpamsError('signature-invalid'), 4],
    ['unreachable', new SpamsError('office-unreachable'), 5],
    ['something typed wrong', new SpamsError('usage', { params: { reason: 'no' } }), 2],
    ['a mistake of ours', new TypeError('oops'), 1],
  ])('%s ends it by its own exit code', async (_, error, code) => {
    expect((await run(['do'], () => Promise.reject(error))).code).toBe(code);
  });

  it('a mistake of ours is named with where it happened, on stderr alone', async () => {
    const { stdout, stderr } = await run(['--json', 'do'], () => Promise.reject(new TypeError('oops')));
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'internal-error', detail: 'oops' });
    expect(stdout).not.toContain('command-line.test.ts');
    expect(stderr).toContain('command-line.test.ts');
  });
});

describe('when something else was typed', () => {
  const WRONG = [['unknown'], ['do', '--unknown'], ['do', 'a', 'b'], ['group', 'inner'], ['group', 'inner', '--name']];

  it.each(WRONG.map((argv) => [argv]))('ends with 2 and says how it is used: %j', async (argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .+\n\(--help shows how\)\n$/);
  });

  it.each(WRONG.flatMap((argv) => [[['--json', ...argv]], [[argv[0]!, '--json', ...argv.slice(1)]]]))(
    'a program gets one JSON document all the same: %j',
    async (argv) => {
      const { code, stdout } = await run(argv);
      expect(code).toBe(2);
      expect(JSON.parse(stdout).error).toMatchObject({ code: 'usage', means: 'Nothing was done.' });
    },
  );

  it.each([
    [['--help'], /^Usage: tool/],
    [['do', '--help'], /^Usage: tool do/],
    [['--version'], /^1\.2\.3\n$/],
  ])('%j is answered on stdout, and is no error', async (argv, answer) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(answer);
  });

  it('a group alone says what is in it', async () => {
    const { code, stdout, stderr } = await run(['group', '--json']);
    expect(code).toBe(2);
    expect(stderr).toContain('inner');
    expect(JSON.parse(stdout).error.happened).toBe('a subcommand is missing.');
  });

  it('the first thing wrong with a value is named', async () => {
    const error = await Promise.resolve()
      .then(() => typed(z.string().max(3, 'too long'), 'abcd', '--name'))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'usage', params: { reason: '--name: too long' } });
    expect(typed(z.string(), 'abc', '--name')).toBe('abc');
  });
});

/** Puts this in the place of standard input until the test ends. */
function standardInput(chunks: (string | Buffer)[], { isTTY = false } = {}): void {
  const input = Object.assign(new Readable({ read: () => void input.push(chunks.shift() ?? null) }), { isTTY });
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as typeof process.stdin);
  onTestFinished(() => void vi.restoreAllMocks());
}

describe('when a passphrase is needed', () => {
  const VARIABLE = 'SPAMS_TEST';
  const ask = (options?: { twice: boolean }) => run(['do'], async () => asked(options));
  const asked = async (options?: { twice: boolean }): Promise<Outcome> => {
    return { json: null, text: `given: ${await askPassphrase(VARIABLE, 'Passphrase of mei', options)}` };
  };

  it('it comes from the variable', async () => {
    vi.stubEnv(VARIABLE, 'laksa and kopi');
    expect(await ask()).toEqual({ code: 0, stdout: 'given: laksa and kopi\n', stderr: '' });
  });

  it.each([undefined, ''])(
    'one is required, naming the variable, when that is %j and nobody can type',
    async (value) => {
      standardInput([]);
      vi.stubEnv(VARIABLE, value);
      expect(await ask()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('or set SPAMS_TEST.') });
    },
  );

  it('whoever is at the terminal is asked on stderr, and what is typed is not shown', async () => {
    standardInput(['laksa and kopi\n'], { isTTY: true });
    expect(await ask()).toEqual({
      code: 0,
      stdout: 'given: laksa and kopi\n',
      stderr: expect.stringMatching(/^Passphrase of mei: \n?$/),
    });
  });

  it('a new one is asked for twice', async () => {
    standardInput(['laksa and kopi\n', 'laksa and kopi\n'], { isTTY: true });
    const { code, stdout, stderr } = await ask({ twice: true });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'given: laksa and kopi\n' });
    expect(stderr).toMatch(/^Passphrase of mei: \n?Once more: \n?$/);
  });

  it('a new one that was mistyped is not taken', async () => {
    standardInput(['laksa and kopi\n', 'laksa and copi\n'], { isTTY: true });
    const { code, stderr } = await ask({ twice: true });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('the two passphrases differ.') });
    expect(stderr).not.toContain('laksa');
  });
});

describe('when an argument may be a secret', () => {
  it('it may stand on the command line all the same', async () => {
    expect(await argumentOrStdin('spams1.abc')).toBe('spams1.abc');
  });

  it('- reads it from standard input, in however many pieces', async () => {
    const bytes = Buffer.from('spams1.叻沙\n');
    standardInput([bytes.subarray(0, 8), bytes.subarray(8)]);
    expect(await argumentOrStdin('-')).toBe('spams1.叻沙\n');
  });

  it('reads no more than it could be', async () => {
    standardInput(['x'.repeat(16_384)]);
    expect(await argumentOrStdin('-')).toHaveLength(16_384);
    standardInput(['x'.repeat(16_384), 'x']);
    await expect(argumentOrStdin('-')).toFailWith('usage');
  });
});

describe('when a table is printed', () => {
  it('columns are as wide as they need to be, and nothing trails', () => {
    const rows = [
      ['a', 1],
      ['longer', null],
    ];
    expect(table(['x', 'number'], rows)).toBe('x       number\na       1\nlonger');
  });
});
