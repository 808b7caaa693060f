import { SpamsError } from '../../shared/errors.ts';
import { readFileBounded } from '../../shared/files.ts';
import { type Invite, parseInvite } from '../../shared/pki/invite.ts';
import { errorView } from './error-view.ts';
import type { InviteView, Result } from './views.ts';

const MAX_FILE = 16_384;

/** The invites that a person has shown this PC. Their codes never leave this process: the window knows them by id. */
export class Invites {
  readonly #texts = new Map<string, string>();
  #opened: Result<InviteView> | null = null;

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

  /** What is enrolled is what was shown. Throws `window-refused` for one that was never read. */
  textOf(id: string): string {
    const text = this.#texts.get(id);
    if (text === undefined) throw new SpamsError('window-refused', { detail: 'no such invite was read' });
    return text;
  }

  /** It has served its purpose. */
  forget(id: string): void {
    this.#texts.delete(id);
    this.#opened = null;
  }
}

function viewOf({ id, role, office, url, root, branch, holder }: Invite): InviteView {
  return { id, role, office: { name: office, host: new URL(url).host, fingerprint: root }, branch, holder };
}
