import { onTestFinished, vi } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { unlockManager } from '../../src/main/branch/managers.ts';
import { KeyFiles } from '../../src/server/authority/key-files.ts';
import { officePaths } from '../../src/server/config.ts';
import { formatInvite, parseInvite } from '../../src/shared/pki/invite.ts';
import { TestOffice } from './office.ts';
import { Secrets } from './secrets.ts';
import { PASSPHRASE, ROOT_PASSPHRASE } from './shared.ts';

export const WRONG = 'not what opens it';
export const OFFICE_PASSPHRASE = 'chilli crab in the office';
export const BACKUP_PASSPHRASE = 'pandan cake for the backup';
export const WRONG_CODE = 'A_CODE_MADE_UP_BY_WHOM';
const LINES = ['Bak kut teh 9417,seven,4.40', 'Kaya toast 2650,8,17.60'];
export const FILE = `Item,Quantity,Amount\n${LINES.join('\n')}\n`;
export const UNREADABLE = Buffer.concat([Buffer.from([0, 1, 2, 3]), Buffer.from('Otak-otak 5108 in no table')]);

/** An office that writes everything it can into its log, and all the secrets it starts with. */
export async function talkativeOffice(): Promise<{ office: TestOffice; secrets: Secrets }> {
  vi.stubEnv('SPAMS_LOG_LEVEL', 'trace');
  onTestFinished(() => void vi.unstubAllEnvs());
  const office = await TestOffice.start();
  const secrets = new Secrets();
  const { files } = office.context.keys;
  for (const role of ['issuing', 'signing', 'encryption', 'tls'] as const) {
    for (const { privateKey } of await files.load(role)) secrets.addKey(`${role} key`, privateKey);
  }
  const [root] = await new KeyFiles(officePaths(office.folder).keys, ROOT_PASSPHRASE).load('root');
  secrets.addKey('root key', root!.privateKey);
  secrets.add('audit key', await files.loadSecret('audit'));
  const passphrases = { PASSPHRASE, ROOT_PASSPHRASE, OFFICE_PASSPHRASE, BACKUP_PASSPHRASE, WRONG };
  for (const [name, passphrase] of Object.entries(passphrases)) secrets.add(name, passphrase);
  secrets.add('wrong code', WRONG_CODE);
  for (const line of LINES) secrets.add('sales', line);
  secrets.add('unreadable sales', UNREADABLE.subarray(4));
  return { office, secrets };
}

/** Keeps the code of an invite in mind; gives the invite. */
export function noted(secrets: Secrets, invite: string): string {
  secrets.add('invite code', parseInvite(invite).code);
  return invite;
}

/** The same invite with a code that somebody made up. */
export const guessed = (invite: string): string => formatInvite({ ...parseInvite(invite), code: WRONG_CODE });

export async function noteKeys(secrets: Secrets, branch: Branch): Promise<void> {
  secrets.addKey('device key', branch.device.current.privateKey);
  secrets.addKey('manager key', (await unlockManager(branch, 'mei', PASSPHRASE)).privateKey);
}
