import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { asSpamsError, SpamsError } from '../../shared/errors.ts';
import { removeFile } from '../../shared/files.ts';
import type { Branch } from '../branch/branch.ts';
import { readState, writeState } from '../branch/state.ts';
import { errorView } from './error-view.ts';
import { type Found, LastHash, suggestSales } from './suggestion.ts';
import { Timer } from './timer.ts';
import type { SuggestionState, TillFolderView } from './views.ts';

const schema = z.object({ folder: z.string() });

/** A till writes a file bit by bit: it is looked at once that rests, milliseconds. */
const REST = 500;
/** What the system doesn't tell of, such as a share that comes back, is found by looking, milliseconds. */
const LOOK_EVERY = 15_000;

/** Where the till writes its exports: a folder that a person chose, or else the one that the last file came from. */
export class TillFolder {
  readonly #branch: Branch;
  readonly #lastFolder: () => string | undefined;
  readonly #onChange: (state: SuggestionState) => void;
  readonly #soon = new Timer(() => void this.#lookAgain());
  readonly #later = new Timer(() => void this.#lookAgain());
  readonly #hash = new LastHash();
  #started: Promise<void> | undefined;
  #chosen: string | undefined;
  #isWatching = false;
  #watcher: FSWatcher | undefined;
  #told = '';
  #looks = 0;

  constructor(branch: Branch, lastFolder: () => string | undefined, onChange: (state: SuggestionState) => void) {
    this.#branch = branch;
    this.#lastFolder = lastFolder;
    this.#onChange = onChange;
  }

  start(): Promise<void> {
    this.#started ??= this.#recall();
    return this.#started;
  }

  async #recall(): Promise<void> {
    try {
      this.#chosen = (await readState(this.#path, schema))?.folder;
    } catch (error) {
      this.#branch.log.warn(asSpamsError(error).message);
    }
  }

  stop(): void {
    this.#isWatching = false;
    this.#stopWatcher();
    this.#soon.stop();
    this.#later.stop();
  }

  get folder(): string | undefined {
    return this.#chosen ?? this.#lastFolder();
  }

  /** The folder that was chosen, and whether it is there. */
  async view(): Promise<TillFolderView> {
    const { problem } = await this.look();
    return { folder: this.#chosen ?? null, problem };
  }

  /** Keeps what a person chose; undefined goes back to the folder that the last file came from. */
  async choose(folder: string | undefined): Promise<TillFolderView> {
    if (folder === undefined) await removeFile(this.#path);
    else await writeState(this.#path, { folder });
    this.#chosen = folder;
    this.#stopWatcher();
    return this.view();
  }

  /** Today's newest export that wasn't uploaded yet. Throws `till-folder-missing` where a chosen folder isn't there. */
  async find(): Promise<Found | undefined> {
    await this.start();
    const { folder } = this;
    try {
      return folder === undefined ? undefined : await suggestSales(this.#branch, folder, this.#hash);
    } catch (cause) {
      // The last one may have been a memory stick's: nobody expects that to be there.
      if (this.#chosen === undefined) return undefined;
      throw new SpamsError('till-folder-missing', { params: { path: this.#chosen }, cause });
    }
  }

  async look(): Promise<SuggestionState> {
    try {
      const found = await this.find();
      const file = found ? { fileName: found.name, modifiedAt: found.modified.toISOString() } : null;
      return { file, problem: null };
    } catch (error) {
      return { file: null, problem: errorView(error) };
    }
  }

  /** Tells of changes, as long as the End of day is on the screen. */
  async watch(isOn: boolean): Promise<void> {
    this.stop();
    this.#isWatching = isOn;
    this.#told = '';
    if (isOn) await this.#lookAgain();
  }

  async #lookAgain(): Promise<void> {
    this.#looks += 1;
    const look = this.#looks;
    const state = await this.look();
    if (!this.#isWatching || look !== this.#looks) return;
    if (state.problem) this.#stopWatcher();
    else this.#startWatcher();
    this.#later.plan(LOOK_EVERY);
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#told = text;
    this.#onChange(state);
  }

  /** Only a chosen folder: a memory stick that is watched couldn't be taken out. */
  #startWatcher(): void {
    if (this.#watcher || this.#chosen === undefined) return;
    try {
      this.#watcher = watch(this.#chosen, { persistent: false }, () => this.#soon.plan(REST));
      this.#watcher.on('error', () => this.#stopWatcher());
    } catch (error) {
      this.#branch.log.warn(`the till's folder can't be watched, only looked into: ${asSpamsError(error).message}`);
    }
  }

  #stopWatcher(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  get #path(): string {
    return join(this.#branch.home.folder, 'till.json');
  }
}
