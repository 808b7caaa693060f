import type { Recipient } from '../../shared/cms/enveloped-data.ts';
import type { Signer } from '../../shared/cms/signed-data.ts';
import { SpamsError } from '../../shared/errors.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import type { Issuer } from '../../shared/pki/issue.ts';
import type { KeyFiles, OfficeKey, OfficeRole } from './key-files.ts';

/** The office's keys as they are used, each read from disk when first asked for: most commands need one or none. */
export class OfficeKeys {
  readonly files: KeyFiles;
  readonly root: Certificate;
  readonly issuingCertificate: Certificate;
  readonly #loaded = new Map<OfficeRole, Promise<OfficeKey[]>>();

  constructor(files: KeyFiles, root: Certificate, issuingCertificate: Certificate) {
    this.files = files;
    this.root = root;
    this.issuingCertificate = issuingCertificate;
  }

  static async open(files: KeyFiles): Promise<OfficeKeys> {
    const [root] = await files.certificates('root');
    const [issuing] = await files.certificates('issuing');
    if (!root || !issuing) throw missing('root or issuing');
    return new OfficeKeys(files, root, issuing);
  }

  /** Signs certificates and the CRL. */
  async issuing(): Promise<Issuer> {
    return (await this.#load('issuing'))[0]!;
  }

  /** Signs menus and receipts. */
  async signing(): Promise<Signer> {
    return { ...(await this.#load('signing'))[0]!, chain: [this.issuingCertificate] };
  }

  /** What closings are or were sealed to, the newest first. */
  encryption(): Promise<Recipient[]> {
    return this.#load('encryption');
  }

  async encryptionCertificate(): Promise<Certificate> {
    const [newest] = await this.files.certificates('encryption');
    if (!newest) throw missing('encryption');
    return newest;
  }

  /** Reads every key that serving needs, so that a damaged one stops the start and not the first closing. */
  async loadForServing(): Promise<void> {
    await Promise.all([this.issuing(), this.signing(), this.encryption()]);
  }

  async #load(role: OfficeRole): Promise<OfficeKey[]> {
    const loading = this.#loaded.get(role) ?? this.files.load(role);
    this.#loaded.set(role, loading);
    try {
      const keys = await loading;
      if (keys.length === 0) throw missing(role);
      return keys;
    } catch (error) {
      // Whatever stood in the way may pass: the next to ask tries again.
      this.#loaded.delete(role);
      throw error;
    }
  }
}

const missing = (role: string): SpamsError => new SpamsError('state-damaged', { params: { path: `keys/${role}` } });
