import { z } from 'zod';
import { asSpamsError, SpamsError } from '../../shared/errors.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { readCertificate } from '../../shared/pki/certificate.ts';
import { validateChain } from '../../shared/pki/chain.ts';
import { generateRsaKey } from '../../shared/pki/keys.ts';
import { isDueForRenewal } from '../../shared/pki/profiles.ts';
import { type OfficeInfo, officeInfoSchema, PATHS } from '../../shared/protocol.ts';
import { OfficeClient } from './client.ts';
import { BranchClock } from './clock.ts';
import { type BranchConfig, readConfig } from './config.ts';
import { type DeviceKeys, fileProtection, type KeyProtection, loadDevice, saveDevice } from './device.ts';
import { simpleReenroll } from './est.ts';
import type { Home } from './home.ts';
import type { BranchLog } from './log.ts';
import { Network } from './network/network.ts';
import type { SendResult } from './outbox.ts';
import { readState, writeState } from './state.ts';
import { Trust } from './trust.ts';

export interface BranchOptions {
  home: Home;
  log: BranchLog;
  /** The PC's clock. */
  now?: () => Date;
  protection?: KeyProtection;
  /** The way to the office; straight where none is given. */
  network?: Network;
}

/** An enrolled branch PC: what every branch operation works on. */
export class Branch {
  readonly home: Home;
  readonly config: BranchConfig;
  readonly trust: Trust;
  readonly clock: BranchClock;
  readonly log: BranchLog;
  readonly network: Network;
  /** The closings that are being sent just now, by document id. */
  readonly sending = new Map<string, Promise<SendResult>>();
  readonly #protection: KeyProtection;
  #device: DeviceKeys;
  #client: OfficeClient;
  #office: OfficeInfo | undefined;
  #connecting: Promise<OfficeInfo> | undefined;
  #offline: SpamsError | undefined;
  #isReached = false;
  #isClosed = false;

  private constructor(options: Required<BranchOptions>, config: BranchConfig, trust: Trust, device: DeviceKeys) {
    this.home = options.home;
    this.log = options.log;
    this.clock = new BranchClock(options.now);
    this.#protection = options.protection;
    this.network = options.network;
    this.config = config;
    this.trust = trust;
    this.#device = device;
    this.#client = new OfficeClient(config.url, trust, device.current, this.network);
  }

  /** Throws `not-enrolled`, `key-not-opened`, `setup-damaged`, `data-newer`. */
  static async open({
    home,
    log,
    now = () => new Date(),
    protection = fileProtection,
    network = new Network(),
  }: BranchOptions): Promise<Branch> {
    const config = await readConfig(home);
    if (!config) throw new SpamsError('not-enrolled');
    const trust = await Trust.load(home, config.root, config.issuing);
    const device = await loadDevice(home, protection);
    if (!device) throw new SpamsError('setup-damaged', { params: { path: home.device } });
    for (const { message } of device.unopened) log.warn(`an earlier key can't be opened: ${message}`);
    const branch = new Branch({ home, log, now, protection, network }, config, trust, device);
    const last = await lastContact(home, log);
    branch.#office = last?.info;
    if (last) branch.clock.recall(last.offset, new Date(last.info.time));
    return branch;
  }

  get device(): DeviceKeys {
    return this.#device;
  }

  get client(): OfficeClient {
    return this.#client;
  }

  /** What the office last said; undefined before the first contact. */
  get office(): OfficeInfo | undefined {
    return this.#office;
  }

  /** Why the last try to make contact failed; undefined when it didn't. */
  get offline(): SpamsError | undefined {
    return this.#offline;
  }

  /** Whether the office was reached, in this process, when it was last tried. */
  get isReached(): boolean {
    return this.#isReached;
  }

  /** What closings are sealed to. Throws `office-never-reached`, `office-revoked`, `document-malformed`. */
  get officeKey(): Certificate {
    if (!this.#office) throw new SpamsError('office-never-reached');
    const certificate = readCertificate(Buffer.from(this.#office.encryption, 'base64'));
    if (this.trust.isRevoked(certificate.serial)) {
      throw new SpamsError('office-revoked', { detail: 'the key that closings were sealed to is revoked' });
    }
    return certificate;
  }

  /**
   * Makes contact: takes the office's time, certificates, settings and CRL, and renews this device's certificate when
   * two thirds of its life are over. Two who ask at once share one contact.
   * @throws the client's codes; `document-malformed`; `signer-untrusted` when the office shows a key that isn't its own
   */
  connect(): Promise<OfficeInfo> {
    this.#connecting ??= this.#makeContact().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async #makeContact(): Promise<OfficeInfo> {
    try {
      const info = await this.#askOffice();
      this.#offline = undefined;
      this.#isReached = true;
      return info;
    } catch (thrown) {
      this.#isReached = false;
      this.#offline = asSpamsError(thrown);
      throw this.#offline;
    }
  }

  async #askOffice(): Promise<OfficeInfo> {
    const asked = this.clock.pcTime();
    const { body } = await this.#client.ask(PATHS.office);
    const info = readOfficeInfo(body);
    this.clock.setByOffice(new Date(info.time), asked, this.clock.pcTime());
    if (info.crl > this.trust.crlNumber || this.trust.isCrlOver(this.clock.now())) {
      await this.trust.updateCrl((await this.#client.ask(PATHS.crl)).body);
    }
    this.#checkOfficeKey(info);
    this.#office = info;
    await writeState(this.home.office, { info, offset: this.clock.state().offset });
    if (isDueForRenewal(this.#device.current.certificate, this.clock.now())) await this.#renewDevice();
    return info;
  }

  /**
   * Makes contact if that can be had; if not, asks NTP for the time and gives the reason. Whatever it is (no network,
   * something in between, a certificate withdrawn): what this PC has, it can still show and keep.
   */
  async tryConnect(): Promise<SpamsError | undefined> {
    try {
      await this.connect();
      return undefined;
    } catch (thrown) {
      const error = asSpamsError(thrown);
      this.log.warn(`no contact with the office: ${error.code} (${error.message})`);
      if (!this.#isClosed) await this.clock.setByNtp(this.config.ntp.servers);
      return error;
    }
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return this.#client.close();
  }

  #checkOfficeKey({ encryption }: OfficeInfo): void {
    const certificate = readCertificate(Buffer.from(encryption, 'base64'));
    validateChain(certificate, [this.trust.issuing], { roots: [this.trust.root], at: this.clock.now() });
    if (certificate.identity?.role !== 'office-encryption' || this.trust.isRevoked(certificate.serial)) {
      throw new SpamsError('signer-untrusted', { detail: 'the office shows a key for closings that is not its own' });
    }
  }

  /** The old certificate stays good until it expires, so a failure here is only tried again the next time. */
  async #renewDevice(): Promise<void> {
    try {
      const key = await generateRsaKey();
      const { branch, device } = this.config;
      const identity = { role: 'device' as const, branch, id: device };
      const wanted = { identity, key, trust: this.trust, at: this.clock.now() };
      const certificate = await simpleReenroll(this.#client, wanted);
      const next = { certificate, privateKey: key.privateKey };
      await saveDevice(this.home, this.#protection, next);
      const { current, earlier, unopened } = this.#device;
      this.#device = { current: next, earlier: [current, ...earlier], unopened };
      const old = this.#client;
      this.#client = new OfficeClient(this.config.url, this.trust, next, this.network);
      await old.close();
      this.log.info(`device certificate renewed until ${certificate.notAfter.toISOString()}`);
    } catch (error) {
      this.log.warn(`device certificate not renewed: ${asSpamsError(error).code}`);
    }
  }
}

/** Throws `document-malformed`. */
export function readOfficeInfo(body: Buffer): OfficeInfo {
  try {
    return officeInfoSchema.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new SpamsError('document-malformed', { detail: 'the office says something else of itself', cause });
  }
}

/** What the office said last, and what the PC's clock was off by then, milliseconds. */
const contactSchema = z.object({ info: officeInfoSchema, offset: z.int() });

/** When the file is damaged, the office is there to say it again. */
async function lastContact(home: Home, log: BranchLog): Promise<z.infer<typeof contactSchema> | undefined> {
  try {
    return await readState(home.office, contactSchema);
  } catch (error) {
    log.warn(asSpamsError(error).message);
    return undefined;
  }
}
