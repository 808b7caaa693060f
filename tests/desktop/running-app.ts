import type { Locator, Page } from 'playwright-core';
import type { Desktop, Media, Place } from './electron-double/desktop.ts';

export interface StartOptions extends Place {
  /** The folder of the app's user: keep it to start the app again on the same data. */
  userData: string;
  /** Further arguments, as the system gives them: a file to open, a switch. */
  args?: string[];
  env?: Record<string, string>;
  /** Its window is not to be seen at first, as when Windows starts it. */
  isHidden?: boolean;
  /** Another main process than the app's: with the double alone. */
  main?: string;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The app as a person at this PC has it: its window, what lies around the window, and what one can do to it. */
export interface RunningApp {
  /** Of the window in front. */
  readonly page: Page;
  readonly desktop: Desktop;
  readonly ended: Promise<Ended>;
  /** What it wrote, with the errors of its page. */
  readonly log: string;
  /** Resolves when everything looks so; rejects when the app ends before. */
  until(looksSo: (desktop: Desktop) => boolean): Promise<void>;
  /** Clicks the window's ×. */
  close(): Promise<void>;
  /** Its main process does and answers nothing until it goes on. */
  pause(): void;
  resume(): void;
  /** As the power cut does. */
  kill(): Promise<void>;
  /** Answers the dialog that is open, or the next one. */
  answerDialog(answer: object): Promise<void>;
  /** Holds files over something. */
  dragFiles(paths: string[], on: Locator): Promise<void>;
  dropFiles(paths: string[], on: Locator): Promise<void>;
  setMedia(media: Partial<Media>): Promise<void>;
  clickTray(): Promise<void>;
  chooseInTray(label: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  zoom(factor: number): Promise<void>;
  minimize(): Promise<void>;
  /** The PC wakes up. */
  wakeUp(): Promise<void>;
  /** Pages can't be printed from now on, for this reason; undefined: they can again. */
  breakPrinter(reason: string | undefined): Promise<void>;
  /** Starts it once more for the same user. */
  startAgain(args?: string[]): Promise<Ended>;
  /** Writes out/screenshots/NAME.png. */
  screenshot(name: string): Promise<void>;
}
