import { homedir } from 'node:os';
import type { SpamsError } from '../../../shared/errors.ts';
import type { Branch } from '../branch.ts';
import type { Home } from '../home.ts';
import { about } from './about.ts';
import { logFiles } from './logs.ts';
import { redacted } from './redact.ts';
import { errorFacts, statesOf } from './states.ts';

/** One file of what is saved for IT. */
export interface DiagnosticsFile {
  /** Its path in the archive. */
  name: string;
  text: string;
}

/**
 * All that IT needs to find out what is wrong with a PC, and nothing that is anybody else's business: versions, states,
 * logs; no key, passphrase or invite, no sales, no amount, no name of a manager or a dish.
 * @param branch the branch, or why it can't be opened
 */
export async function collectDiagnostics(home: Home, branch: Branch | SpamsError): Promise<DiagnosticsFile[]> {
  const states = branch instanceof Error ? { 'problem.json': errorFacts(branch) } : await statesOf(branch);
  const facts = Object.entries({ 'about.json': about(home), ...states });
  const files = facts.map(([name, value]) => ({ name, text: `${JSON.stringify(value, null, 2)}\n` }));
  const all = [...files, ...(await logFiles(home))];
  return all.map(({ name, text }) => ({ name, text: redacted(text, homedir()) }));
}

/** A name to save it under, which says whose it is and when it was made. */
export function diagnosticsName(branch: Branch | undefined, at: Date): string {
  const time = at.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', ' ');
  return `SPAMS diagnostics ${branch?.config.branch ?? ''} ${time}.zip`.replace(/ {2,}/g, ' ');
}
