import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fileDocs } from '../../scripts/file-docs.ts';
import { officeProgram } from '../../src/server/program.ts';
import { runInProcess } from '../support/commands.ts';

const EXAMPLE = /^\$ spams-office (?<command>.*)\n(?<output>[\s\S]*?)\n```$/gm;

describe('docs/files.md', () => {
  it('is what `npm run docs` writes', async () => {
    expect(await readFile('docs/files.md', 'utf8')).toBe(fileDocs());
  });

  it.each(['sales', 'menu'])('has every kind of %s, and what is not understood', (kind) => {
    const shown = [...fileDocs().matchAll(EXAMPLE)].map(({ groups }) => groups?.command ?? '');
    const files = shown.filter((command) => command.startsWith(`${kind} read `));
    expect(files.length).toBeGreaterThan(15);
    expect(fileDocs()).toMatch(kind === 'menu' ? /code menu-unreadable/ : /odd-pdf\.csv/);
  });

  it('shows what the commands print', async () => {
    const examples = [...fileDocs().matchAll(EXAMPLE)].map(({ groups }) => groups);
    expect(examples.length).toBeGreaterThan(20);
    for (const example of examples) {
      const argv = (example?.command ?? '').split(' ');
      const at = argv.indexOf('read') + 1;
      argv[at] = `tests/shared/${argv[0]}/fixtures/${argv[at]}`;
      const { stdout, stderr } = await runInProcess(officeProgram(), argv);
      expect((stdout || stderr).trimEnd()).toBe(example?.output);
    }
  });
});
