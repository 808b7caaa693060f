import type { Logger, NsisUpdater } from 'electron-updater';
import { SpamsError } from '../../shared/errors.ts';
import type { Updater } from '../app/updates.ts';
import type { UpdateHindrance } from '../app/views.ts';
import type { BranchLog } from '../branch/log.ts';
import { whyNotSigned } from './authenticode.ts';
import { askByHttpsOnly } from './https-only.ts';
import { hindranceOf, type Installation } from './installation.ts';

interface FeedUpdaterOptions {
  installation: Installation;
  log: BranchLog;
  /** Makes electron-updater's part for Windows' installers. */
  make?: () => Promise<NsisUpdater>;
  /** Gives why an installer isn't signed by one of these publishers; null when it is. */
  whyNot?: (publishers: string[], path: string) => Promise<string | null>;
}

/** What electron-updater finds wrong with what lies there, beside what it couldn't get. */
const REFUSALS: readonly unknown[] = [
  'ERR_CHECKSUM_MISMATCH',
  'ERR_UPDATER_INVALID_SIGNATURE',
  'ERR_UPDATER_INVALID_UPDATE_INFO',
  'ERR_UPDATER_INVALID_VERSION',
  'ERR_UPDATER_NO_CHECKSUM',
  'ERR_UPDATER_NO_FILES_PROVIDED',
  'ERR_UPDATER_WEB_INSTALLER_DISABLED',
];

/** electron-updater, loaded when it is first used, which in a branch without updates is never. */
export class FeedUpdater implements Updater {
  readonly #options: Required<FeedUpdaterOptions>;
  #made: Promise<NsisUpdater> | undefined;
  #updater: NsisUpdater | undefined;

  constructor(options: FeedUpdaterOptions) {
    this.#options = { make: makeLibrary, whyNot: whyNotSigned, ...options };
  }

  hindrance(): Promise<UpdateHindrance | null> {
    return hindranceOf(this.#options.installation);
  }

  async check(feed: string): Promise<unknown> {
    const updater = await this.#library();
    updater.setFeedURL({ provider: 'generic', url: feed });
    const found = await asOurs(updater.checkForUpdates());
    return found?.isUpdateAvailable ? found.updateInfo : undefined;
  }

  async download(signal: AbortSignal): Promise<void> {
    const updater = await this.#library();
    const { CancellationToken } = await import('electron-updater');
    const token = new CancellationToken();
    const cancel = (): void => token.cancel();
    signal.addEventListener('abort', cancel);
    try {
      await asOurs(updater.downloadUpdate(token));
    } finally {
      signal.removeEventListener('abort', cancel);
      signal.throwIfAborted();
    }
  }

  install({ restart }: { restart: boolean }): void {
    this.#updater?.install(true, restart);
  }

  #library(): Promise<NsisUpdater> {
    this.#made ??= this.#make();
    return this.#made;
  }

  async #make(): Promise<NsisUpdater> {
    const { make, log, whyNot } = this.#options;
    const updater = await make();
    Object.assign(updater, {
      logger: loggerOf(log),
      autoDownload: false,
      // It would start the installer as soon as Electron is told to quit, which waits for sales that are being sent.
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
      allowPrerelease: false,
      disableWebInstaller: true,
      verifyUpdateCodeSignature: whyNot,
    });
    // Only while somebody hears how far a download is, does it stop when it is cancelled.
    updater.on('download-progress', () => {});
    askByHttpsOnly(updater);
    this.#updater = updater;
    return updater;
  }
}

/** What goes wrong is said once more by who asked: here it is no more than a warning. */
function loggerOf(log: BranchLog): Logger {
  return {
    info: (text) => log.info(`updates: ${text}`),
    warn: (text) => log.warn(`updates: ${text}`),
    error: (text) => log.warn(`updates: ${text}`),
  };
}

async function makeLibrary(): Promise<NsisUpdater> {
  const { NsisUpdater } = await import('electron-updater');
  return new NsisUpdater();
}

async function asOurs<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (cause) {
    if (cause instanceof SpamsError) throw cause;
    const { code, message } = cause as Error & { code?: unknown };
    throw new SpamsError(REFUSALS.includes(code) ? 'update-refused' : 'update-unreachable', { detail: message, cause });
  }
}
