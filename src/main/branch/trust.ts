import { SpamsError } from '../../shared/errors.ts';
import { readFileIfAny, writeFileAtomic } from '../../shared/files.ts';
import { type Certificate, readCertificate } from '../../shared/pki/certificate.ts';
import { type Crl, readCrl } from '../../shared/pki/crl.ts';
import type { Home } from './home.ts';

const MAX_CERTIFICATE = 16_384;
const MAX_CRL = 16 * 1024 * 1024;

/** What this branch believes: the root that its invite pinned, the CA below it, and the newest CRL that it has seen. */
export class Trust {
  readonly root: Certificate;
  readonly issuing: Certificate;
  readonly #home: Home;
  #crl: Crl | undefined;

  constructor(home: Home, root: Certificate, issuing: Certificate, crl: Crl | undefined) {
    this.#home = home;
    this.root = root;
    this.issuing = issuing;
    this.#crl = crl;
  }

  /** Reads the pinned root and the CRL from disk. Throws `setup-damaged`. */
  static async load(home: Home, pin: string, issuing: Certificate): Promise<Trust> {
    const root = await readRoot(home.root, pin);
    // A damaged CRL is fetched again; until then the office is taken at the word of its certificate.
    const stored = await readFileIfAny(home.crl, MAX_CRL).catch(() => undefined);
    const crl = stored && quietly(() => readCrl(stored, issuing));
    return new Trust(home, root, issuing, crl);
  }

  get crlNumber(): number {
    return this.#crl?.number ?? 0;
  }

  /** Takes a CRL that the issuing CA signed, if it is newer than the one we have. Throws `signature-invalid`. */
  async updateCrl(der: Buffer): Promise<void> {
    const crl = readCrl(der, this.issuing);
    if (crl.number <= this.crlNumber) return;
    await writeFileAtomic(this.#home.crl, der);
    this.#crl = crl;
  }

  /** Whether the CRL is past its end, or there is none: a newer one is due. */
  isCrlOver(at: Date): boolean {
    return !this.#crl || this.#crl.nextUpdate <= at;
  }

  /** Whether the CRL names this serial number, lower-case hexadecimal. */
  isRevoked(serial: string): boolean {
    return this.#crl?.revoked.has(serial) ?? false;
  }
}

/** The fingerprint of the root that lies in a home, where there is a whole one. */
export async function pinnedRoot(home: Home): Promise<string | undefined> {
  const der = await readFileIfAny(home.root, MAX_CERTIFICATE, 'setup-damaged').catch(() => undefined);
  return der && quietly(() => readCertificate(der))?.fingerprint;
}

async function readRoot(path: string, pin: string): Promise<Certificate> {
  const der = await readFileIfAny(path, MAX_CERTIFICATE, 'setup-damaged');
  const root = der && quietly(() => readCertificate(der));
  if (root?.fingerprint !== pin) throw new SpamsError('setup-damaged', { params: { path } });
  return root;
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
