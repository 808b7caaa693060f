import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isErrorCode } from '../../src/shared/errors.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Row {
  attack: string;
  codes: string[];
  tests: string[];
}

/** The rows of the table of attacks in SECURITY.md: attack, what happens, error code, test. */
async function attacks(): Promise<Row[]> {
  const lines = (await readFile(join(ROOT, 'SECURITY.md'), 'utf8'))
    .split('\n')
    .filter((line) => /\]\(tests\//.test(line));
  return lines.map((line) => {
    const [, attack, , codes, tests] = line.split('|').map((cell) => cell.trim());
    const all = (text: string | undefined, pattern: RegExp) =>
      [...(text ?? '').matchAll(pattern)].map(([, each]) => each!);
    return { attack: attack!, codes: all(codes, /`([^`]+)`/g), tests: all(tests, /\]\((tests\/[^)]+)\)/g) };
  });
}

it('every attack in the table of SECURITY.md is tried by the tests that it names, with the codes that it names', async () => {
  const rows = await attacks();
  expect(rows.length).toBeGreaterThan(40);
  for (const { attack, codes, tests } of rows) {
    const texts = (await Promise.all(tests.map((path) => readFile(join(ROOT, path), 'utf8')))).join('\n');
    expect(
      codes.filter((code) => !isErrorCode(code) || !texts.includes(`'${code}'`)),
      attack,
    ).toEqual([]);
  }
});
