import { join } from 'node:path';
import { hasCode, SpamsError } from '../../../shared/errors.ts';
import {
  listFolder,
  makePrivateFolder,
  readFileBounded,
  readFileIfAny,
  removeFile,
  removeLeftovers,
  writeFileAtomic,
} from '../../../shared/files.ts';
import { type FolderLock, lockFolder } from '../../../shared/folder-lock.ts';
import { type BranchIdentity, identityUrn } from '../../../shared/pki/identity.ts';
import { type Invite, parseInvite } from '../../../shared/pki/invite.ts';
import type { OfficeContext } from '../../context.ts';
import type { Db, Tx } from '../../store/store.ts';
import { usage } from '../../usage.ts';
import { isOpenInvite } from '../invites.ts';

/** What is committed and not written yet. */
const KEPT = '.unfinished-import';
const MAX_INVITE = 16_384;
/** Ten thousand branches with some managers each come to a few dozen megabytes. */
const MAX_UNFINISHED = 256 * 1024 * 1024;

/** Files written at once: a disk makes many durable nearly as quickly as one. */
const AT_ONCE = 32;

/**
 * The folder that an import's invites go to, a file each, none written over. The office stores no codes: an invite that
 * is committed and not written yet is therefore kept in a file of its own, which the next import begins with, so that
 * one that was cut short has lost none.
 */
export class InviteFolder {
  readonly #office: OfficeContext;
  readonly #path: string;
  readonly #lock: FolderLock | undefined;
  /** How many invites of an earlier import had still to be written when it was opened. */
  finished = 0;
  /** In lower case: on some disks case alone makes no other name. */
  readonly #names: Set<string>;
  /** What is kept to be written, by file name; undefined when there is no such file. */
  #kept: Map<string, string> | undefined;

  private constructor(office: OfficeContext, path: string, names: readonly string[], lock?: FolderLock) {
    this.#office = office;
    this.#path = path;
    this.#names = new Set(names.map((name) => name.toLowerCase()));
    this.#lock = lock;
  }

  /**
   * Opens it for this process alone, made if need be, and writes what an earlier import has left to write.
   * @throws `home-locked`, `usage`, `already-exists`, `state-damaged`, `file-*`, `disk-*`
   */
  static async open(office: OfficeContext, path: string): Promise<InviteFolder> {
    await makePrivateFolder(path);
    const lock = await lockFolder(path);
    try {
      await removeLeftovers(path);
      const folder = new InviteFolder(office, path, await listFolder(path), lock);
      await folder.#readKept();
      folder.finished = folder.#kept?.size ?? 0;
      await folder.finish();
      return folder;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** As it would be once opened; nothing is made or written. */
  static async lookAt(office: OfficeContext, path: string): Promise<InviteFolder> {
    const folder = new InviteFolder(office, path, await namesIn(path));
    await folder.#readKept();
    return folder;
  }

  has(name: string): boolean {
    return this.#names.has(name.toLowerCase()) || this.#kept?.has(name) === true;
  }

  /** Whether somebody's invite is here, and still counts. `db` is the transaction where there is one. */
  async holdsInviteOf(db: Db | Tx, identity: BranchIdentity): Promise<boolean> {
    const name = inviteFileName(identity);
    if (!this.has(name)) return false;
    const text = this.#kept?.get(name) ?? (await this.#read(name));
    const invite = readInvite(text);
    return (
      invite !== undefined &&
      identityUrn(identityOf(invite)) === identityUrn(identity) &&
      isOpenInvite(db, invite, this.#office.clock())
    );
  }

  /** Keeps invites within the transaction that makes them, for `finish` to write once that is committed. */
  async keep(invites: readonly string[]): Promise<void> {
    if (invites.length === 0) return;
    this.#kept = new Map(invites.map((invite) => [nameOf(parseInvite(invite)), invite]));
    await writeFileAtomic(this.#keptPath, `${invites.join('\n')}\n`);
  }

  /** Writes each invite that is kept to its file. Throws `already-exists`, `file-*`, `disk-*`: the rest is kept on. */
  async finish(): Promise<void> {
    if (!this.#kept) return;
    const kept = [...this.#kept];
    for (let from = 0; from < kept.length; from += AT_ONCE) {
      const some = kept.slice(from, from + AT_ONCE);
      await Promise.all(some.map(([name, invite]) => this.#write(name, `${invite}\n`)));
    }
    await removeFile(this.#keptPath);
    this.#kept = undefined;
  }

  async release(): Promise<void> {
    await this.#lock?.release();
  }

  get #keptPath(): string {
    return join(this.#path, KEPT);
  }

  async #readKept(): Promise<void> {
    const bytes = await readFileIfAny(this.#keptPath, MAX_UNFINISHED);
    if (!bytes) return;
    this.#kept = new Map();
    for (const text of bytes.toString('utf8').trim().split('\n')) {
      const invite = readInvite(text);
      if (!invite) throw new SpamsError('state-damaged', { params: { path: this.#keptPath } });
      if (invite.root !== this.#office.keys.root.fingerprint) throw ofAnother(this.#path);
      // One whose transaction was never committed is of no use to anybody.
      if (await isOpenInvite(this.#office.db, invite, this.#office.clock())) this.#kept.set(nameOf(invite), text);
    }
  }

  async #write(name: string, text: string): Promise<void> {
    const path = join(this.#path, name);
    if (!this.#names.has(name.toLowerCase())) await writeFileAtomic(path, text);
    else if ((await this.#read(name)) !== text) throw new SpamsError('already-exists', { params: { what: path } });
    this.#names.add(name.toLowerCase());
  }

  async #read(name: string): Promise<string> {
    return (await readFileBounded(join(this.#path, name), MAX_INVITE)).toString('utf8');
  }
}

/** What the invite of a branch's first PC or of a manager is called. */
export function inviteFileName({ role, branch, id }: BranchIdentity): string {
  return `${role === 'device' ? branch : `${branch}-${id}`}.spams-invite`;
}

const identityOf = ({ role, branch, holder }: Invite): BranchIdentity => ({ role, branch, id: holder });

const nameOf = (invite: Invite): string => inviteFileName(identityOf(invite));

function readInvite(text: string): Invite | undefined {
  try {
    return parseInvite(text);
  } catch {
    return undefined;
  }
}

async function namesIn(path: string): Promise<string[]> {
  try {
    return await listFolder(path);
  } catch (error) {
    if (hasCode(error, 'file-not-found')) return [];
    throw error;
  }
}

const ofAnother = (path: string): SpamsError => usage(`an import of another office has not come to its end in ${path}`);
