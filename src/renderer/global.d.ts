import type { SpamsBridge } from '../preload/index.ts';

declare global {
  interface Window {
    /** The one bridge to the main process. */
    readonly spams: SpamsBridge;
  }
}
