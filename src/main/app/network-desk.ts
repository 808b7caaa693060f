import { asSpamsError } from '../../shared/errors.ts';
import { PATHS } from '../../shared/protocol.ts';
import type { Branch } from '../branch/branch.ts';
import { OfficeClient } from '../branch/client.ts';
import type { KeyProtection } from '../branch/device.ts';
import type { Home } from '../branch/home.ts';
import type { BranchLog } from '../branch/log.ts';
import type { Network, NetworkSettings } from '../branch/network/network.ts';
import { foreignIssuer } from '../branch/network/secure.ts';
import { changeNetwork, describeNetwork } from '../branch/network/settings.ts';
import { errorView } from './error-view.ts';
import type { NetworkChoice, NetworkTrial, NetworkView } from './views.ts';

/** The way out to head office as the window shows and changes it. The password goes in, and never comes out. */
export class NetworkDesk {
  readonly network: Network;
  readonly #home: Home;
  readonly #log: BranchLog;
  readonly #protection: KeyProtection;

  constructor(network: Network, home: Home, log: BranchLog, protection: KeyProtection) {
    this.network = network;
    this.#home = home;
    this.#log = log;
    this.#protection = protection;
  }

  view(branch: Branch | undefined): NetworkView {
    const { settings, proxy } = this.network;
    const used = { proxy, issuer: foreignIssuer(branch?.offline) };
    if (settings.way !== 'manual')
      return { ...used, way: settings.way, host: '', port: null, user: '', hasPassword: false };
    const { way, host, port, user, password } = settings;
    return { ...used, way, host, port, user: user ?? '', hasPassword: password !== null };
  }

  /** Throws `key-storage-missing`, `disk-full` and the like; then the choice before stays. */
  async save(choice: NetworkChoice): Promise<void> {
    const settings = this.#settingsOf(choice);
    await changeNetwork(this.network, this.#home, this.#protection, settings);
    this.#log.info(`network settings: ${describeNetwork(settings)}`);
  }

  /** Connects to the office by this choice, as pinned as ever, and asks for what it tells anyone. Nothing is changed. */
  async try(choice: NetworkChoice, { config, trust }: Branch): Promise<NetworkTrial> {
    const trial = this.network.with(this.#settingsOf(choice));
    const client = new OfficeClient(config.url, trust, undefined, trial);
    const begun = performance.now();
    try {
      await client.ask(PATHS.cacerts);
      return { ok: true, proxy: trial.proxy, milliseconds: Math.round(performance.now() - begun) };
    } catch (thrown) {
      const error = asSpamsError(thrown);
      this.#log.warn(`network settings tried: ${error.code} (${error.message})`);
      return { ok: false, error: errorView(error), issuer: foreignIssuer(error) };
    } finally {
      await client.close();
    }
  }

  #settingsOf(choice: NetworkChoice): NetworkSettings {
    if (choice.way !== 'manual') return choice;
    const { user, password } = choice;
    if (user === null) return { ...choice, password: null };
    return { ...choice, password: password ?? this.#keptPassword(choice) };
  }

  /** It is for that user of that proxy: another one mustn't get it. */
  #keptPassword({ host, port, user }: Extract<NetworkChoice, { way: 'manual' }>): string | null {
    const { settings } = this.network;
    if (settings.way !== 'manual') return null;
    const isSame = settings.host === host && settings.port === port && settings.user === user;
    return isSame ? settings.password : null;
  }
}
