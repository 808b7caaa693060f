import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSales } from '../src/shared/sales/describe.ts';
import { readSales } from '../src/shared/sales/read.ts';
import { PROFILES } from '../tests/shared/sales/kinds.ts';

const HEAD = `# Files

What SPAMS makes of each kind of file: the file, as far as it goes, and below it what the command prints. \`--json\` gives a
program every line and sum. Columns are known by their names, in any order, whatever else stands between them; what no
list knows is known by what its name looks like, and a person can say what SPAMS didn't see.

A file that isn't understood is signed, sent and kept all the same, byte for byte, and somebody is told to look.

All of these are invented. This file is written by \`npm run docs\` from the fixtures of the tests.
`;

/** A file, and what a command says of it. */
interface Example {
  title: string;
  content: string;
  command: string;
  output: string;
}

interface Section {
  title: string;
  examples: () => Example[];
}

const SECTIONS: Section[] = [{ title: 'A day’s sales', examples: salesExamples }];

function salesExamples(): Example[] {
  return PROFILES.map(({ title, file, totals }) => {
    const bytes = readFileSync(join(import.meta.dirname, '../tests/shared/sales/fixtures', file));
    const { currency } = totals;
    return {
      title,
      content: bytes.toString('utf8'),
      command: `spams-office sales read ${file}${currency === undefined ? '' : ` --currency ${currency}`}`,
      output: describeSales(readSales(bytes, { currency })),
    };
  });
}

/** docs/files.md: one example of each kind of file, and what is made of it. */
export function fileDocs(): string {
  return [HEAD, ...SECTIONS.map(sectionText)].join('\n');
}

function sectionText({ title, examples }: Section): string {
  return [`## ${title}\n`, ...examples().map(exampleText)].join('\n');
}

function exampleText({ title, content, command, output }: Example): string {
  return `### ${title}\n\n${fenced(content.replace(/^\ufeff/, '').replace(/\r\n/g, '\n'))}\n${fenced(`$ ${command}\n${output}`)}`;
}

const fenced = (text: string): string => `\`\`\`\n${text.trimEnd()}\n\`\`\`\n`;
