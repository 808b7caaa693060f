import { join } from 'node:path';
import { SpamsError } from '../../shared/errors.ts';
import { listFolder, readFileBounded } from '../../shared/files.ts';
import { type Invite, parseInvite } from '../../shared/pki/invite.ts';
import { errorView } from './error-view.ts';
import type { InviteView, Result } from './views.ts';

const MAX_FILE = 16_384;

/** What the name of an invite's file ends in. */
export const INVITE_EXTENSION = '.spams-invite';

/** The invites that a person has shown this PC. Their codes never leave this process: the window knows them by id. */
export class Invites {
  readonly #texts = new Map<string, string>();
  #opened: Result<InviteView> | null = null;
  #left: { id: string; path: string } | undefined;

  /** Throws `invite-malformed`. */
  read(text: string): InviteView {
    const invite = parseInvite(text);
    this.#texts.set(invite.id, text);
    return viewOf(invite);
  }

  /** The same from a file. Throws `file-*`, `document-too-large`, `invite-malformed`. */
  async open(path: string): Promise<InviteView> {
    return this.read((await readFileBounded(path, MAX_FILE)).toString('utf8'));
  }

  /** The file that SPAMS was opened with, or that was double-clicked meanwhile. */
  get opened(): Result<InviteView> | null {
    return this.#opened;
  }

  /** A file was double-clicked. */
  async openFromOutside(path: string): Promise<Result<InviteView>> {
    try {
      this.#opened = { ok: true, value: await this.open(path) };
    } catch (error) {
      this.#opened = { ok: false, error: errorView(error) };
    }
    return this.#opened;
  }

  /**
   * Opens what IT left in a folder for a new PC: its first invite for a PC, by name. It is shown as if it had been
   * double-clicked, and trusted no more than that: others may be able to write there. Gives null where there is none.
   */
  async openLeft(folder: string): Promise<Result<InviteView> | null> {
    for (const name of await invitesIn(folder)) {
      const path = join(folder, name);
      const opened = await this.openFromOutside(path);
      if (!opened.ok || opened.value.role !== 'device') continue;
      this.#left = { id: opened.value.id, path };
      this.#opened = { ok: true, value: { ...opened.value, wasLeft: true } };
      break;
    }
    return this.#opened;
  }

  /** What is enrolled is what was shown. Throws `window-refused` for one that was never read. */
  textOf(id: string): string {
    const text = this.#texts.get(id);
    if (text === undefined) throw new SpamsError('window-refused', { detail: 'no such invite was read' });
    return text;
  }

  /** It has served its purpose. Gives its file, if IT left it here: that has too. */
  forget(id: string): string | undefined {
    this.#texts.delete(id);
    this.#opened = null;
    return this.#left?.id === id ? this.#left.path : undefined;
  }
}

function viewOf({ id, role, office, url, root, branch, holder }: Invite): InviteView {
  const view = { name: office, host: new URL(url).host, fingerprint: root };
  return { id, role, office: view, branch, holder, wasLeft: false };
}

/** By name. On most PCs nobody left anything. */
async function invitesIn(folder: string): Promise<string[]> {
  const names = await listFolder(folder).catch(() => []);
  return names.filter((name) => name.endsWith(INVITE_EXTENSION)).sort();
}
