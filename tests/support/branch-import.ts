import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { newestRecords } from './audit-records.ts';
import { Commands } from './commands.ts';
import { testFolder } from './folders.ts';
import { TestOffice } from './office.ts';

export const HEADINGS = 'code,name,timezone,currency,cutoff,locale,group,managers';
export const BUGIS = 'SG-02,Bugis,Asia/Singapore,SGD,4,en-SG,airports,ann=Ann Lee; raj=Raj Kumar';
export const GINZA = 'JP-01,銀座,Asia/Tokyo,JPY,5,ja-JP,,';
/** As the template office has it. */
export const ORCHARD = 'SG-01,Orchard Road,Asia/Singapore,SGD,4,en-SG,,mei=Mei';

export const table = (...rows: string[]): string => [HEADINGS, ...rows, ''].join('\r\n');

/** An office, and a folder for the invites, which isn't there yet. */
export async function scene() {
  const office = await TestOffice.open();
  const commands = Commands.office(office.folder);
  const folder = await testFolder();
  const invites = join(folder, 'invites');
  const argumentsFor = async (text: string | Buffer, options: string[]): Promise<string[]> => {
    const path = join(folder, 'branches.csv');
    await writeFile(path, text);
    return ['branch', 'import', path, '--invites', invites, ...options];
  };
  return {
    office,
    commands,
    invites,
    done: async (text: string | Buffer, ...options: string[]) => commands.json(...(await argumentsFor(text, options))),
    told: async (text: string | Buffer, ...options: string[]) => commands.text(...(await argumentsFor(text, options))),
    refused: async (text: string | Buffer, ...options: string[]) =>
      commands.failure(...(await argumentsFor(text, options))),
    /** What is wrong with the file, row by row; nothing may come of it. */
    amiss: async (text: string, ...options: string[]) => {
      const before = await newestRecords(office, 1);
      const { exit, document } = await commands.ended(...(await argumentsFor(text, options)));
      expect([exit, document.error.code]).toEqual([1, 'branches-amiss']);
      expect(await newestRecords(office, 1)).toEqual(before);
      return document.problems;
    },
    inviteIn: async (name: string) => parseInvite(await readFile(join(invites, name), 'utf8')),
  };
}

export const stored = ({ context }: TestOffice, code: string) =>
  context.db.selectFrom('branches').selectAll().where('code', '=', code).executeTakeFirst();
