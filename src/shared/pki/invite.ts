import { z } from 'zod';
import { SpamsError } from '../errors.ts';
import { branchCode, holderId } from './identity.ts';

const inviteSchema = z.strictObject({
  /** The office's URL, https. */
  url: z.url({ protocol: /^https$/ }).max(300),
  /** SHA-256 of the root's DER, lower-case hexadecimal: the trust anchor. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  id: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
  /** The one-time code: 128 bits, base64url. */
  code: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  /** For the person who pastes it; the office goes by its own record of the id. */
  office: z.string().min(1).max(100),
  role: z.enum(['device', 'manager']),
  branch: branchCode,
  holder: holderId,
});

/** What an invite tells the branch (DESIGN section 3). */
export type Invite = z.infer<typeof inviteSchema>;

const PREFIX = 'spams1.';
const MAX_LENGTH = 2_000;

/** One string to copy: `spams1.` and base64url of JSON. It holds the one-time code: a secret until used. */
export function formatInvite(invite: Invite): string {
  return PREFIX + Buffer.from(JSON.stringify(inviteSchema.parse(invite))).toString('base64url');
}

/** Reads a pasted invite; white space around and inside it, as mail programs leave, is ignored. Throws `invite-malformed`. */
export function parseInvite(text: string): Invite {
  const compact = text.length <= MAX_LENGTH * 2 ? text.replace(/\s/g, '') : '';
  if (!compact.startsWith(PREFIX)) throw new SpamsError('invite-malformed');
  try {
    return inviteSchema.parse(JSON.parse(Buffer.from(compact.slice(PREFIX.length), 'base64url').toString('utf8')));
  } catch (cause) {
    // The cause of a failed parse may quote the code: it is dropped.
    throw new SpamsError('invite-malformed', { detail: `not an invite (${(cause as Error).name})` });
  }
}
