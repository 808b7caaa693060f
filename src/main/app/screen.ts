import type { EventName, Events } from './channels.ts';

/** Tells the window something by itself; nobody hears it while there is none. */
type Tell = <E extends EventName>(event: E, value: Events[E]) => void;

/** What needs the desktop: the system's own dialogs and printers. A path is undefined when the person chose none. */
export interface Screen {
  tell: Tell;
  chooseInvite(): Promise<string | undefined>;
  /** Begins in `folder`, where the last file came from. */
  chooseSales(folder: string | undefined): Promise<string | undefined>;
  /** A folder; begins in the one that is given. */
  chooseFolder(folder: string | undefined): Promise<string | undefined>;
  print(): Promise<boolean>;
  /** Writes what the window shows for printing where the person wants it. */
  savePdf(suggestedName: string): Promise<boolean>;
  /** Writes a ZIP archive where the person wants it. */
  saveArchive(suggestedName: string, archive: Buffer): Promise<boolean>;
  /** Ends SPAMS as its person would. */
  quit(): void;
}
