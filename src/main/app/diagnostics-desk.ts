import { SpamsError } from '../../shared/errors.ts';
import type { Branch } from '../branch/branch.ts';
import { collectDiagnostics, type DiagnosticsFile, diagnosticsName } from '../branch/diagnostics/collect.ts';
import { zipOf } from '../branch/diagnostics/zip.ts';
import type { Screen } from './screen.ts';
import type { DiagnosticsView } from './views.ts';

/** What is saved for IT: shown first, and then exactly that. */
export class DiagnosticsDesk {
  readonly #branch: Branch;
  readonly #screen: Screen;
  #shown: DiagnosticsFile[] | undefined;

  constructor(branch: Branch, screen: Screen) {
    this.#branch = branch;
    this.#screen = screen;
  }

  async collect(): Promise<DiagnosticsView> {
    this.#shown = await collectDiagnostics(this.#branch.home, this.#branch);
    return { files: this.#shown.map(({ name, text }) => ({ name, text, size: Buffer.byteLength(text) })) };
  }

  /** Gives whether the person said where to. */
  save(): Promise<boolean> {
    const files = this.#shown;
    if (!files) throw new SpamsError('window-refused', { detail: 'no diagnostics were shown' });
    const at = this.#branch.clock.now();
    return this.#screen.saveArchive(diagnosticsName(this.#branch, at), zipOf(files, at));
  }
}
