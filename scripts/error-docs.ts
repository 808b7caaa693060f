import { ACCESS } from '../src/shared/errors/access.ts';
import { DOCUMENTS } from '../src/shared/errors/documents.ts';
import { ENROLMENT } from '../src/shared/errors/enrolment.ts';
import type { ErrorEntry } from '../src/shared/errors/entry.ts';
import { MANAGERS } from '../src/shared/errors/managers.ts';
import { MENUS } from '../src/shared/errors/menus.ts';
import { NETWORK } from '../src/shared/errors/network.ts';
import { OFFICE } from '../src/shared/errors/office.ts';
import { THIS_PC } from '../src/shared/errors/this-pc.ts';
import { WINDOW } from '../src/shared/errors/window.ts';

const HEAD = `# Errors

Every error of SPAMS has a code, which is what to ask for on the phone. A person reads three sentences: what happened,
what it means for them, and what to do next. Below them stands the usual cause, for whoever looks after the machine: the
log beside it has the particulars. Words in braces are filled in.

A command ends with the exit code: 2 it was used wrongly, 3 the office refused, 4 something is not to be trusted, 5 the
office can't be reached or can't answer and what was to be sent is queued, 1 anything else. What the office found wrong
is always 3, but for what it says of itself with 5. A code with an HTTP status is one that the office answers a branch
with; one without never leaves the machine where it arose.

This file is written by \`npm run docs\` from the table in \`src/shared/errors/\`.
`;

interface Area {
  title: string;
  about: string;
  codes: Record<string, ErrorEntry>;
}

/** In the order in which somebody on the phone is likely to meet them. */
export const AREAS: readonly Area[] = [
  { title: 'The network', about: 'What a PC finds before head office has answered.', codes: NETWORK },
  { title: 'Asking head office', about: 'What head office answers to any request.', codes: ACCESS },
  { title: 'Setting up', about: 'Setting up a PC or a manager with an invite.', codes: ENROLMENT },
  { title: 'Managers and passphrases', about: 'Managers on a PC, and passphrases on either side.', codes: MANAGERS },
  { title: 'Menus', about: 'Publishing, fetching and showing menus.', codes: MENUS },
  {
    title: 'Documents',
    about:
      'Menus, sales and receipts, each signed and sealed: what is wrong with one, found on whichever side opens it.',
    codes: DOCUMENTS,
  },
  {
    title: 'This machine',
    about: 'Files, folders, the clock, and what was typed, at a branch or the office.',
    codes: THIS_PC,
  },
  {
    title: 'The window',
    about: 'What only a person at the window meets, who looks first and may change their mind.',
    codes: WINDOW,
  },
  { title: 'Running the office', about: 'What only those who run the office meet, in its commands.', codes: OFFICE },
];

/** docs/errors.md: every code with what a person reads and what an operator needs, by area. */
export function errorDocs(): string {
  return [HEAD, ...AREAS.map(area)].join('\n');
}

function area({ title, about, codes }: Area): string {
  const sections = Object.entries(codes).map(([code, entry]) => section(code, entry));
  return [`## ${title}\n`, `${about}\n`, ...sections].join('\n');
}

function section(code: string, { happened, means, next, cause, exit, status }: ErrorEntry): string {
  const numbers = status === undefined ? `Exit ${exit}.` : `Exit ${exit}, HTTP ${status}.`;
  return `### \`${code}\`\n\n> ${happened} ${means} ${next}\n\n${cause} _${numbers}_\n`;
}
