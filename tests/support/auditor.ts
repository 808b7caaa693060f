import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { exportEvidence } from '../../src/server/closings/evidence.ts';
import type { OfficeContext } from '../../src/server/context.ts';
import { testFolder } from './folders.ts';

/** What an auditor has after following VERIFY.txt to the letter. */
export interface Findings {
  /** The commands that didn't succeed, with what they said. */
  failed: { command: string; said: string }[];
  /** What the commands printed, by what VERIFY.txt says to compare it with. */
  signer: string;
  digests: string[];
  fingerprint: string;
  /** What stands in VERIFY.txt itself. */
  written: { signer: string; fingerprint: string };
  /** The digests that the receipt holds, as openssl wrote it out. */
  receipt: string[];
}

const execute = promisify(execFile);

/**
 * Follows VERIFY.txt: every line that begins with `openssl` through a shell, in the folder itself, with nothing of ours
 * in between; then reads off what is to be compared.
 */
export async function followVerifyText(folder: string): Promise<Findings> {
  const text = await readFile(join(folder, 'VERIFY.txt'), 'utf8');
  const lines = text.split('\n').map((line) => line.trim());
  const results: CommandResult[] = [];
  for (const command of lines.filter((line) => line.startsWith('openssl'))) results.push(await run(command, folder));
  const printed = (about: RegExp): string => results.find(({ command }) => about.test(command))?.printed ?? '';
  const digests = results.filter(({ command }) => command.startsWith('openssl dgst'));
  return {
    failed: results.filter(({ code }) => code !== 0).map(({ command, said }) => ({ command, said })),
    signer: /URI:\S+/.exec(printed(/subjectAltName/))?.[0] ?? '',
    digests: digests.map(({ printed: line }) => /= ([0-9a-f]{64})\n$/.exec(line)?.[1] ?? ''),
    fingerprint: /Fingerprint=(\S+)/.exec(printed(/-fingerprint/))?.[1] ?? '',
    written: {
      signer: lines.find((line) => line.startsWith('URI:')) ?? '',
      fingerprint: lines.find((line) => /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/.test(line)) ?? '',
    },
    receipt: await receiptDigests(folder),
  };
}

interface CommandResult {
  command: string;
  code: number;
  printed: string;
  said: string;
}

/** Runs one command line in a folder, whatever way it ends. */
export async function run(command: string, cwd: string): Promise<CommandResult> {
  try {
    const { stdout, stderr } = await execute('sh', ['-c', command], { cwd, env: { PATH: process.env.PATH } });
    return { command, code: 0, printed: stdout, said: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout: string; stderr: string };
    return { command, code: typeof code === 'number' ? code : -1, printed: stdout, said: stderr };
  }
}

/** Asserts that an auditor who has the root's fingerprint from elsewhere finds everything in order. */
export async function expectProof(folder: string, office: OfficeContext, manager: string): Promise<void> {
  const { failed, signer, written, digests, receipt, fingerprint } = await followVerifyText(folder);
  expect(failed).toEqual([]);
  expect([signer, written.signer]).toEqual(Array(2).fill(`URI:${manager}`));
  expect(digests).toEqual(receipt);
  expect(new Set(digests).size).toBe(3);
  const root = office.keys.root.fingerprint;
  expect([fingerprint, written.fingerprint].map((text) => text.replaceAll(':', '').toLowerCase())).toEqual([
    root,
    root,
  ]);
}

/** Exports a closing into a folder that holds nothing else. */
export async function exportedEvidence(office: OfficeContext, id: string): Promise<string> {
  const folder = join(await testFolder(), 'evidence');
  const files = await exportEvidence(office, id, folder);
  expect((await readdir(folder)).sort()).toEqual([...files].sort());
  return folder;
}

/** The three digests that VERIFY.txt names, out of the receipt's JSON. */
async function receiptDigests(folder: string): Promise<string[]> {
  const eml = await readFile(join(folder, 'receipt.eml'), 'utf8').catch(() => '');
  return ['evidenceSha256', 'sha256', 'fileSha256'].map(
    (name) => new RegExp(`"${name}":"([0-9a-f]{64})"`).exec(eml)?.[1] ?? '',
  );
}
