import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AREAS, errorDocs } from '../../../scripts/error-docs.ts';
import { ERRORS, isErrorCode } from '../../../src/shared/errors.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CODE_IN_BACKTICKS = /`([a-z]+(?:-[a-z]+)+)`/g;
const CODES = Object.keys(ERRORS).sort();

const text = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

/** Everything in src but the table itself, as one text. */
async function source(): Promise<string> {
  const all = await readdir(join(ROOT, 'src'), { recursive: true });
  const paths = all.filter((path) => path.endsWith('.ts') && !path.startsWith(join('shared', 'errors', '/')));
  return (await Promise.all(paths.map((path) => text(join('src', path))))).join('\n');
}

const found = (where: string, pattern: RegExp): string[] => [...where.matchAll(pattern)].map(([, name]) => name!);

describe('docs/errors.md', () => {
  it('is what `npm run docs` writes', async () => {
    expect(await text('docs/errors.md')).toBe(errorDocs());
  });

  it('has every code of the table, each in one area', () => {
    expect(AREAS.flatMap(({ codes }) => Object.keys(codes)).sort()).toEqual(CODES);
  });
});

describe('the table', () => {
  it('has no code that nothing throws', async () => {
    const asked = /hasCode\([^)]*\)/g;
    const thrown = new Set(found((await source()).replace(asked, ''), /'([a-z]+(?:-[a-z]+)*)'/g));
    expect(CODES.filter((code) => !thrown.has(code))).toEqual([]);
  });

  it('has every code that a docstring says is thrown', async () => {
    const docstrings = found(await source(), /(\/\*\*[\s\S]*?\*\/)/g);
    const said = docstrings.flatMap((docstring) => docstring.split(/throws/i).slice(1)).join(' ');
    const codes = found(said, CODE_IN_BACKTICKS);
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !isErrorCode(code))).toEqual([]);
  });

  it('has every code that the README, the threat model and the changelog name', async () => {
    const prose = (await Promise.all(['README.md', 'SECURITY.md', 'CHANGELOG.md'].map(text))).join('\n');
    const names = found(prose, CODE_IN_BACKTICKS);
    expect(names.filter((name) => !isErrorCode(name) && !name.startsWith('spams-'))).toEqual([]);
  });
});
