import type { ErrorView } from './views.ts';

export type { NetworkChoice } from '../branch/network/settings.ts';

/** Why this SPAMS can't update itself: its build isn't signed, IT installed it for all users, or nobody installed it. */
export type UpdateHindrance = 'unsigned' | 'for-all-users' | 'not-installed';

/** Newer versions of SPAMS. */
export interface UpdatesView {
  /** The one that runs. */
  version: string;
  /** `off`: head office names no place to get them; `ready`: it is installed when SPAMS quits. */
  state: 'off' | UpdateHindrance | 'idle' | 'checking' | 'downloading' | 'ready';
  /** The version that is being fetched, or lies ready. */
  offered: string | null;
  checkedAt: string | null;
  /** What came of the last look. */
  error: ErrorView | null;
  /** Whether sales are being sent just now: nothing is fetched or installed meanwhile. */
  waits: boolean;
}

/** How this PC connects to head office. */
export interface NetworkView {
  way: 'system' | 'manual' | 'none';
  /** Of the proxy that was chosen by hand: empty and null where none is. */
  host: string;
  port: number | null;
  user: string;
  hasPassword: boolean;
  /** The proxy, host and port, that the last connection went through; null where it went straight, or there was none. */
  proxy: string | null;
  /** Who certified what answers in head office's place just now. */
  issuer: string | null;
}

/** What trying to connect came to. */
export type NetworkTrial =
  | { ok: true; proxy: NetworkView['proxy']; milliseconds: number }
  | { ok: false; error: ErrorView; issuer: NetworkView['issuer'] };

/** What is saved for IT. */
export interface DiagnosticsView {
  files: {
    name: string;
    text: string;
    /** Bytes. */
    size: number;
  }[];
}

/** The folder that was chosen for the till's exports. */
export interface TillFolderView {
  /** Null: the one that the last file came from. */
  folder: string | null;
  problem: ErrorView | null;
}
