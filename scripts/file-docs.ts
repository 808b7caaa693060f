import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asSpamsError } from '../src/shared/errors.ts';
import { describeMenu } from '../src/shared/menu/command.ts';
import { readMenu } from '../src/shared/menu/read.ts';
import { describeSales } from '../src/shared/sales/describe.ts';
import { readSales } from '../src/shared/sales/read.ts';
import { type FileExample, MENUS, NOT_UNDERSTOOD, SALES } from './file-examples.ts';

const HEAD = `# Files

What SPAMS makes of each kind of file: the file, as far as it goes, and below it what the command prints. \`--json\` gives a
program every line, dish and sum. Columns are known by their names, in any order, whatever else stands between them; what no
list knows is known by what its name looks like, and a person can say what SPAMS didn't see.

All of these are invented. This file is written by \`npm run docs\` from the fixtures of the tests.
`;

interface Section {
  title: string;
  about: string;
  examples: FileExample[];
}

const SECTIONS: Section[] = [
  { title: 'A day’s sales', about: 'Exports of tills, and tables that people keep.', examples: SALES },
  {
    title: 'Menus',
    about: 'As CSV, JSON or plain text. `menu publish` takes whatever `menu read` understands.',
    examples: MENUS,
  },
  {
    title: 'What isn’t understood',
    about: `Sales are signed, sent and kept all the same, byte for byte, and somebody is told to look. A menu is refused: nothing of it
is published.`,
    examples: NOT_UNDERSTOOD,
  },
];

/** docs/files.md: one example of each kind of file, and what is made of it. */
export function fileDocs(): string {
  return [HEAD, ...SECTIONS.map(sectionText)].join('\n');
}

function sectionText({ title, about, examples }: Section): string {
  return [`## ${title}\n`, `${about}\n`, ...examples.map(exampleText)].join('\n');
}

function exampleText({ title, kind, file, currency }: FileExample): string {
  const bytes = readFileSync(join(import.meta.dirname, '../tests/shared', kind, 'fixtures', file));
  const content = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n/g, '\n');
  const command = `spams-office ${kind} read ${file}${currency === undefined ? '' : ` --currency ${currency}`}`;
  const output = kind === 'sales' ? describeSales(readSales(bytes, { currency })) : menuOutput(bytes, currency);
  return `### ${title}\n\n${fenced(content)}\n${fenced(`$ ${command}\n${output}`)}`;
}

function menuOutput(bytes: Buffer, currency: string | undefined): string {
  try {
    return describeMenu(readMenu(bytes, currency === undefined ? {} : { currency }));
  } catch (cause) {
    const error = asSpamsError(cause);
    const { happened, means, next } = error.person();
    return `${happened} ${means} ${next}\n  code ${error.code}`;
  }
}

const fenced = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\`\n`;
