import { userInfo } from 'node:os';
import { z } from 'zod';
import { action, askPassphrase, type Outcome, typed } from '../../shared/command-line.ts';
import { hasCode } from '../../shared/errors.ts';
import { type Office, openOffice } from '../office.ts';

const dataFolder = z.string({ error: "the office's folder is needed" }).min(1);
const actorName = z.string().min(1).max(100).optional();

/** What every office command has: the data folder, and who acts, for the audit record. */
export interface Invocation {
  folder: string;
  actor: string;
  options: Record<string, unknown>;
}

export function invocation(options: Record<string, unknown>): Invocation {
  const folder = typed(dataFolder, options.data, '--data');
  return { folder, actor: typed(actorName, options.by, '--by') ?? systemUser(), options };
}

/** A container's user may have no name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}

/** A commander action on an open office, which is closed again whatever happens. */
export function onOffice<Args extends unknown[]>(
  work: (office: Office, invocation: Invocation, ...args: Args) => Promise<Outcome>,
) {
  return action<Args>(async (options, ...args) => {
    const invoked = invocation(options);
    const office = await openWithPassphrase(invoked.folder);
    try {
      return await work(office, invoked, ...args);
    } finally {
      await office.close();
    }
  });
}

export const OFFICE_PASSPHRASE = 'SPAMS_OFFICE_PASSPHRASE';

/** Opens the office with the passphrase from the environment or, where its keys need one, from the terminal. */
export async function openWithPassphrase(folder: string): Promise<Office> {
  const passphrase = process.env[OFFICE_PASSPHRASE];
  try {
    return await openOffice(folder, { passphrase });
  } catch (error) {
    if (!hasCode(error, 'passphrase-required')) throw error;
    return openOffice(folder, { passphrase: await askPassphrase(OFFICE_PASSPHRASE, 'Office passphrase') });
  }
}
