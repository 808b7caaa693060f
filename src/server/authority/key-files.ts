import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SpamsError } from '../../shared/errors.ts';
import { listFolder, readFileIfAny, readOwnFile, writeFileAtomic } from '../../shared/files.ts';
import { type Certificate, pem, readCertificate } from '../../shared/pki/certificate.ts';
import { exportPrivateKey, importPrivateKey } from '../../shared/pki/keys.ts';
import { openWithPassphrase, sealUnderPassphrase } from '../../shared/pki/passphrase-box.ts';

/** What the office holds a key for; old keys stay beside the newest as long as anything needs them. */
export type OfficeRole = 'root' | 'issuing' | 'signing' | 'encryption' | 'tls';

export interface OfficeKey {
  certificate: Certificate;
  privateKey: KeyObject;
}

const MAX_FILE = 65_536;

/** `DATA/keys`: certificates as PEM; keys as PKCS#8, under a passphrase when there is one (DESIGN section 6). */
export class KeyFiles {
  readonly #folder: string;
  readonly #passphrase: string | undefined;

  constructor(folder: string, passphrase: string | undefined) {
    this.#folder = folder;
    this.#passphrase = passphrase;
  }

  async save(role: OfficeRole, { certificate, privateKey }: OfficeKey): Promise<void> {
    const name = `${role}-${certificate.serial}`;
    const pkcs8 = exportPrivateKey(privateKey);
    await this.saveSecret(name, pkcs8);
    await writeFileAtomic(this.#path(`${name}.pem`), pem('CERTIFICATE', certificate.der));
  }

  /** All keys of a role, the newest first. A key without its certificate (a crash between the two) is none. */
  async load(role: OfficeRole): Promise<OfficeKey[]> {
    const certificates = await this.certificates(role);
    return Promise.all(
      certificates.map(async (certificate) => ({ certificate, privateKey: await this.loadKey(role, certificate) })),
    );
  }

  /** Throws what `loadSecret` does. */
  async loadKey(role: OfficeRole, { serial }: Certificate): Promise<KeyObject> {
    const name = `${role}-${serial}`;
    const pkcs8 = await this.loadSecret(name);
    try {
      return importPrivateKey(pkcs8);
    } catch {
      // What OpenSSL says of bytes that are half a key is not for a log.
      throw new SpamsError('state-damaged', { params: { path: this.#path(`${name}.key`) } });
    } finally {
      pkcs8.fill(0);
    }
  }

  /** All certificates of a role, the newest first; no passphrase is needed. */
  async certificates(role: OfficeRole): Promise<Certificate[]> {
    const names = (await listFolder(this.#folder)).filter(
      (name) => name.startsWith(`${role}-`) && name.endsWith('.pem'),
    );
    const certificates = await Promise.all(names.map((name) => this.#readCertificate(name)));
    return certificates.sort((a, b) => b.notBefore.getTime() - a.notBefore.getTime());
  }

  /** The newest that has begun; the newest at all where the clock is behind every one. Throws `state-damaged`. */
  async currentCertificate(role: OfficeRole, at: Date): Promise<Certificate> {
    const all = await this.certificates(role);
    const current = all.find(({ notBefore }) => notBefore <= at) ?? all[0];
    if (!current) throw new SpamsError('state-damaged', { params: { path: this.#path(role) } });
    return current;
  }

  /** Stores key bytes, sealed when there is a passphrase, and zeroes them. */
  async saveSecret(name: string, secret: Buffer): Promise<void> {
    if (this.#passphrase) {
      await writeFileAtomic(this.#path(`${name}.key.json`), await sealUnderPassphrase(secret, this.#passphrase));
    } else {
      await writeFileAtomic(this.#path(`${name}.key`), secret);
    }
    secret.fill(0);
  }

  /** Throws `passphrase-required`, `passphrase-wrong`, `state-damaged`, `file-not-found`. */
  async loadSecret(name: string): Promise<Buffer> {
    const path = this.#path(`${name}.key.json`);
    const sealed = await readFileIfAny(path, MAX_FILE);
    if (!sealed) return readOwnFile(this.#path(`${name}.key`), MAX_FILE);
    if (!this.#passphrase)
      throw new SpamsError('passphrase-required', { params: { variable: 'SPAMS_OFFICE_PASSPHRASE' } });
    return openWithPassphrase(sealed, this.#passphrase, path);
  }

  async #readCertificate(name: string): Promise<Certificate> {
    const path = this.#path(name);
    const text = (await readOwnFile(path, MAX_FILE)).toString('latin1');
    try {
      return readCertificate(Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
    } catch (cause) {
      throw new SpamsError('state-damaged', { params: { path }, cause });
    }
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
