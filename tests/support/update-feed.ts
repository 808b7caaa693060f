import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { NsisUpdater } from 'electron-updater';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { onTestFinished } from 'vitest';
import { FeedUpdater } from '../../src/main/updates/feed-updater.ts';
import { pem } from '../../src/shared/pki/certificate.ts';
import { startOfRun } from './clock.ts';
import { testFolder } from './folders.ts';
import { testKey } from './keys.ts';
import { testIssuing, testRoot } from './pki.ts';
import { TestLog } from './shared.ts';
import { officeTls } from './tls-peer.ts';

type Answer = (response: ServerResponse) => void;

/** What an installer is, as far as a feed goes. */
export const INSTALLER = Buffer.from('MZ, and all that follows');

const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64');

/** A folder on the web, over HTTPS, as electron-builder fills it. */
export class UpdateFeed {
  readonly #answers = new Map<string, Answer>();
  /** The paths that were asked for, in order. */
  readonly asked: string[] = [];
  readonly #root: string;
  #port = 0;

  private constructor(root: string) {
    this.#root = root;
  }

  static async start(): Promise<UpdateFeed> {
    const root = await testRoot(testKey(0), startOfRun());
    const issuing = await testIssuing(testKey(1), root, startOfRun());
    const feed = new UpdateFeed(pem('CERTIFICATE', root.certificate.der));
    const server = createServer(await officeTls(issuing, startOfRun()), ({ url }, response) => {
      const { pathname } = new URL(url!, 'https://localhost');
      feed.asked.push(pathname);
      const answer = feed.#answers.get(pathname);
      if (answer) answer(response);
      else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    feed.#port = (server.address() as AddressInfo).port;
    return feed;
  }

  get url(): string {
    return `https://localhost:${this.#port}/spams`;
  }

  /** Puts a file there, or what answers for it. */
  put(name: string, content: string | Buffer | Answer): void {
    const answer: Answer = typeof content === 'function' ? content : (response) => response.end(content);
    this.#answers.set(`/spams/${name}`, answer);
  }

  /** `latest.yml`, which electron-updater looks for under another name where the tests run. */
  putLatest(content: string | Answer): void {
    for (const platform of ['', '-linux', '-mac']) this.put(`latest${platform}.yml`, content);
  }

  /** A version as electron-builder writes it. */
  offer(version: string, { installer = INSTALLER, hash = sha512(INSTALLER), more = '' } = {}): void {
    const url = `SPAMS-Setup-${version}.exe`;
    this.put(url, installer);
    this.putLatest(
      `version: ${version}\nfiles:\n  - url: ${url}\n    sha512: ${hash}\n    size: ${installer.length}\n${more}`,
    );
  }

  /** How often an installer was asked for. */
  get downloads(): number {
    return this.asked.filter((path) => path.endsWith('.exe')).length;
  }

  /** electron-updater's requests, by Node in place of Electron, to which this feed's certificate leads to a known root. */
  requests(): ElectronHttpExecutor {
    return Object.assign(new ElectronHttpExecutor(), {
      addRedirectHandlers: () => {},
      createRequest: (options: object, answered: (response: unknown) => void) =>
        request({ ...options, ca: this.#root, agent: false }, answered),
    });
  }
}

/** electron-updater on an installed SPAMS 1.0.0, in a folder of the test's, without Electron and without the installer. */
export async function installed(feed: UpdateFeed, { folder, publisher = 'So Power Pte. Ltd.' }: InstalledOptions = {}) {
  const home = folder ?? (await testFolder());
  const updateConfig = join(home, 'app-update.yml');
  await writeFile(updateConfig, `provider: generic\nupdaterCacheDirName: spams-updater\npublisherName: ${publisher}\n`);
  const started: object[] = [];
  const signature = { fault: null as string | null, asked: [] as [string[], string][] };
  const log = new TestLog();
  const updater = new FeedUpdater({
    log,
    installation: {
      isPackaged: true,
      platform: 'win32',
      executable: 'C:\\Users\\mei\\AppData\\Local\\Programs\\SPAMS\\SPAMS.exe',
      programFolders: ['C:\\Program Files'],
      updateConfig,
    },
    whyNot: async (publishers, path) => {
      signature.asked.push([publishers, path]);
      return signature.fault;
    },
    make: async () => {
      const nsis = new NsisUpdater(null, {
        version: '1.0.0',
        name: 'SPAMS',
        isPackaged: true,
        appUpdateConfigPath: updateConfig,
        userDataPath: home,
        baseCachePath: home,
        whenReady: async () => {},
        relaunch: () => {},
        quit: () => {},
        onQuit: () => {},
      });
      return Object.assign(nsis, {
        httpExecutor: feed.requests(),
        doInstall: (options: object) => started.push(options) > 0,
      });
    },
  });
  const pending = () => readdir(join(home, 'spams-updater', 'pending')).catch(() => []);
  return { updater, signature, started, log, pending, folder: home };
}

interface InstalledOptions {
  /** The one of an earlier SPAMS on this PC. */
  folder?: string;
  publisher?: string;
}
