import type { Socket } from 'node:net';
import { hasCode, SpamsError } from '../../../shared/errors.ts';
import { DIRECT, type Route } from './routes.ts';
import { nameOf, openRoute } from './tunnel.ts';

/** How this PC's connections leave: by the system's settings, through one proxy, or straight. */
export type NetworkSettings = { way: 'system' } | { way: 'none' } | ManualProxy;

export interface ManualProxy {
  way: 'manual';
  host: string;
  port: number;
  /** Null where the proxy asks for none. */
  user: string | null;
  password: string | null;
}

/** The ways out that the system's settings name for a URL, to be tried in order. */
export type SystemRoutes = (url: URL) => Promise<Route[]>;

/** The way out of this PC to head office, for all of its connections. NTP isn't proxied. */
export class Network {
  readonly #system: SystemRoutes;
  #settings: NetworkSettings;
  #version = 0;
  #proxy: string | null = null;

  constructor(settings: NetworkSettings = { way: 'none' }, system: SystemRoutes = async () => [DIRECT]) {
    this.#settings = settings;
    this.#system = system;
  }

  get settings(): NetworkSettings {
    return this.#settings;
  }

  /** Goes up with each change: connections made before aren't to be used any longer. */
  get version(): number {
    return this.#version;
  }

  /** The proxy, as host and port, that the last connection went through; null when it went straight, or there was none. */
  get proxy(): string | null {
    return this.#proxy;
  }

  use(settings: NetworkSettings): void {
    this.#settings = settings;
    this.#version += 1;
    this.#proxy = null;
  }

  /** The same PC by other settings, to try them. */
  with(settings: NetworkSettings): Network {
    return new Network(settings, this.#system);
  }

  /**
   * A TCP connection to the host and port of `url`; TLS comes on top of it, so that no proxy sees inside. Of several
   * ways the next one is tried where the one before leads nowhere.
   * @throws what `openRoute` throws, for the first way
   */
  async connect(url: URL, signal?: AbortSignal): Promise<Socket> {
    const failures: unknown[] = [];
    for (const route of await this.#routesTo(url)) {
      try {
        const socket = await openRoute(route, url, signal);
        this.#proxy = route.kind === 'proxy' ? nameOf(route.proxy) : null;
        return socket;
      } catch (error) {
        if (!leadsNowhere(error)) throw error;
        failures.push(error);
      }
    }
    throw failures[0];
  }

  async #routesTo({ origin }: URL): Promise<Route[]> {
    const settings = this.#settings;
    if (settings.way === 'none') return [DIRECT];
    if (settings.way === 'system') return this.#system(new URL(origin));
    const { host, port, user, password } = settings;
    const credentials = user === null ? undefined : { user, password: password ?? '' };
    return [{ kind: 'proxy', proxy: { host, port, secure: false, credentials } }];
  }
}

/** Not so a proxy that answers: to go round one that says no isn't ours to decide. */
const leadsNowhere = (error: unknown): boolean =>
  !(error instanceof SpamsError) || hasCode(error, 'proxy-unreachable', 'proxy-unsupported');
