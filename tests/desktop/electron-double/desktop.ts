/**
 * What a person at this PC sees and does beside the page. The test is that person: it is told after every change, and
 * its deeds come back by name. Both go through the channel that Node gives to a child process.
 */
export interface Desktop {
  windows: DesktopWindow[];
  tray: { toolTip: string; menu: string[] } | null;
  /** Open, and waiting for the person. */
  dialogs: Dialog[];
  printed: object[];
  loginItem: object | null;
}

export interface DesktopWindow {
  targetId: string;
  isVisible: boolean;
  isMinimized: boolean;
  width: number;
  height: number;
}

export interface Dialog {
  kind: 'open' | 'save';
  options: object;
}

export interface Media {
  colorScheme: 'light' | 'dark';
  forcedColors: 'none' | 'active';
  reducedMotion: 'no-preference' | 'reduce';
}

/** What this PC is like when the app starts. */
export interface Place {
  media?: Partial<Media>;
  /** Installed, not run from its sources. */
  isPackaged?: boolean;
  /** A person looks at it: the window has the size and the colours that they give it. */
  isOnScreen?: boolean;
  /** Whether the system keeps secrets. */
  hasKeychain?: boolean;
}

export const place: Place = JSON.parse(process.env.DESKTOP ?? '{}');

/** What a person can do, and with what. */
export interface Deeds {
  answer: object;
  closeWindow: undefined;
  minimize: undefined;
  zoom: number;
  resize: { width: number; height: number };
  media: Partial<Media>;
  clickTray: undefined;
  choose: string;
  wakeUp: undefined;
  /** What becomes of pages that are printed from now on: why they aren't, or undefined. */
  printer: string | undefined;
}

export interface Deed<D extends keyof Deeds = keyof Deeds> {
  id: number;
  deed: D;
  with: Deeds[D];
}

/** What the person is told: how everything looks now, or that a deed is done. */
export type Told = { seen: Desktop } | { done: number; error: string | undefined };

export const desktop: Desktop = {
  windows: [],
  tray: null,
  dialogs: [],
  printed: [],
  loginItem: null,
};

const doers = new Map<string, (argument: never) => unknown>();
const tell = (told: Told): void => void process.send?.(told);

/** Changes what is seen. */
export function show(change: Partial<Desktop>): void {
  tell({ seen: Object.assign(desktop, change) });
}

/** What happens when the person does this: it is done when that is. */
export function when<D extends keyof Deeds>(deed: D, does: (argument: Deeds[D]) => unknown): void {
  doers.set(deed, does);
}

process.on('message', async (message: Deed) => {
  let error: string | undefined;
  try {
    await doers.get(message.deed)!(message.with as never);
  } catch (thrown) {
    error = String(thrown);
  }
  tell({ done: message.id, error });
});
// Whoever looked at this window is gone.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
