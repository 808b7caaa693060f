import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { action, askPassphrase, type Outcome, runCommandLine, table, typed } from '../../src/shared/command-line.ts';
import { SpamsError } from '../../src/shared/errors.ts';

type Work = (options: Record<string, unknown>) => Promise<Outcome | undefined>;

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

/** Runs `tool do [--flag]`, whose work is `work`. */
async function run(argv: string[], work: Work = async () => DONE): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      written[stream] += String(chunk);
      return true;
    });
  }
  const program = new Command('tool').version('1.2.3').option('--json').option('--dir <dir>');
  program.command('do').argument('[thing]').option('--flag').action(action(work));
  program.command('group').command('inner').requiredOption('--name <name>').action(action(work));
  const code = await runCommandLine(program, argv);
  return { code, ...written };
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

describe('when a passphrase is needed', () => {
  it('it comes from the variable', async () => {
    vi.stubEnv('SPAMS_TEST', 'laksa and kopi');
    expect(await askPassphrase('SPAMS_TEST', 'Passphrase')).toBe('laksa and kopi');
  });

  it.each([undefined, ''])(
    'passphrase-required, naming the variable, when that is %j and nobody can type',
    async (value) => {
      vi.stubEnv('SPAMS_TEST', value);
      const error = await askPassphrase('SPAMS_TEST', 'Passphrase').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'passphrase-required', params: { variable: 'SPAMS_TEST' } });
    },
  );
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
