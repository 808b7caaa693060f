import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Recipient } from '../../shared/cms/enveloped-data.ts';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import { exportPrivateKey, importPrivateKey } from '../../shared/pki/keys.ts';
import type { Home } from './home.ts';
import { readEach } from './listing.ts';
import { bytes, certificate, readState, writeState } from './state.ts';

/** How a device's key lies on disk: under Electron's safeStorage, or (headless) in a file that only its owner reads. */
export interface KeyProtection {
  protect(secret: Buffer): Promise<Buffer>;
  /** Throws when the key was protected by another user or PC. */
  open(stored: Buffer): Promise<Buffer>;
}

export const fileProtection: KeyProtection = {
  protect: async (secret) => Buffer.from(secret),
  open: async (stored) => Buffer.from(stored),
};

/** The device's current key and certificate, and earlier ones that things on this PC may still be sealed to. */
export interface DeviceKeys {
  current: Recipient;
  earlier: Recipient[];
  /** Why other earlier ones can't be opened now: what is sealed to them is out of reach, the rest isn't. */
  unopened: SpamsError[];
}

const stored = z.object({ key: bytes, certificate });
type Stored = z.infer<typeof stored>;
const storedDevice = z.object({ current: stored, earlier: z.array(stored) });
/** A key whose certificate hasn't arrived yet: a lost answer is asked for again with the same key. */
const storedPending = z.object({ invite: z.string(), key: bytes });

/** Throws `setup-damaged`, `key-not-opened`; undefined when this PC isn't enrolled. */
export async function loadDevice(home: Home, protection: KeyProtection): Promise<DeviceKeys | undefined> {
  const state = await readState(home.device, storedDevice, 'setup-damaged');
  if (!state) return undefined;
  const open = async ({ key, certificate }: Stored): Promise<Recipient> => {
    const privateKey = await openKey(key, protection, home.device);
    // Presented to the office, a key of another certificate would look like a network that fails.
    if (!createPublicKey(privateKey).equals(certificate.publicKey)) {
      throw new SpamsError('setup-damaged', { params: { path: home.device } });
    }
    return { certificate, privateKey };
  };
  const current = await open(state.current);
  const { items: earlier, damaged: unopened } = await readEach(state.earlier, open);
  return { current, earlier, unopened };
}

/**
 * Makes `next` the device's current key. The ones before stay, as they lie on disk, as long as anything may be sealed to
 * them: also one that can't be opened just now.
 */
export async function saveDevice(home: Home, protection: KeyProtection, next: Recipient): Promise<void> {
  const earlier = (await storedKeys(home)).filter(
    ({ certificate }) => certificate.fingerprint !== next.certificate.fingerprint,
  );
  const key = await protectedKey(next.privateKey, protection);
  await writeState(home.device, {
    current: encode({ key, certificate: next.certificate }),
    earlier: earlier.map(encode),
  });
}

/** The newest first; none where the file is damaged: it is being written anew for that. */
async function storedKeys(home: Home): Promise<Stored[]> {
  try {
    const state = await readState(home.device, storedDevice, 'setup-damaged');
    return state ? [state.current, ...state.earlier] : [];
  } catch (error) {
    if (hasCode(error, 'setup-damaged')) return [];
    throw error;
  }
}

/** The key that this invite was begun with; undefined when it wasn't, or when the key can't be had any more. */
export async function loadPendingKey(
  home: Home,
  protection: KeyProtection,
  invite: string,
): Promise<KeyObject | undefined> {
  try {
    const state = await readState(home.pendingDevice, storedPending);
    return state?.invite === invite ? await openKey(state.key, protection, home.pendingDevice) : undefined;
  } catch (error) {
    if (hasCode(error, 'state-damaged', 'key-not-opened')) return undefined;
    throw error;
  }
}

export async function savePendingKey(
  home: Home,
  protection: KeyProtection,
  invite: string,
  key: KeyObject,
): Promise<void> {
  const stored = await protectedKey(key, protection);
  await writeState(home.pendingDevice, { invite, key: stored.toString('base64') });
}

async function protectedKey(key: KeyObject, protection: KeyProtection): Promise<Buffer> {
  const pkcs8 = exportPrivateKey(key);
  const protectedBytes = await protection.protect(pkcs8);
  pkcs8.fill(0);
  return protectedBytes;
}

async function openKey(key: Buffer, protection: KeyProtection, path: string): Promise<KeyObject> {
  try {
    const pkcs8 = await protection.open(key);
    const opened = importPrivateKey(pkcs8);
    pkcs8.fill(0);
    return opened;
  } catch (cause) {
    throw new SpamsError('key-not-opened', { params: { path }, cause });
  }
}

function encode({ key, certificate }: Stored): { key: string; certificate: string } {
  return { key: key.toString('base64'), certificate: certificate.der.toString('base64') };
}
