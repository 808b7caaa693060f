import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Recipient } from '../../shared/cms/enveloped-data.ts';
import { hasCode, SpamsError } from '../../shared/errors.ts';
import type { Certificate } from '../../shared/pki/certificate.ts';
import { exportPrivateKey, importPrivateKey } from '../../shared/pki/keys.ts';
import type { Home } from './home.ts';
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
}

const stored = z.object({ key: bytes, certificate });
const storedDevice = z.object({ current: stored, earlier: z.array(stored) });
/** A key whose certificate hasn't arrived yet: a lost answer is asked for again with the same key. */
const storedPending = z.object({ invite: z.string(), key: bytes });

/** Throws `setup-damaged`, `key-not-opened`; undefined when this PC isn't enrolled. */
export async function loadDevice(home: Home, protection: KeyProtection): Promise<DeviceKeys | undefined> {
  const state = await readState(home.device, storedDevice, 'setup-damaged');
  if (!state) return undefined;
  const open = async ({ key, certificate }: z.infer<typeof stored>): Promise<Recipient> => {
    const privateKey = await openKey(key, protection, home.device);
    // Presented to the office, a key of another certificate would look like a network that fails.
    if (!createPublicKey(privateKey).equals(certificate.publicKey)) {
      throw new SpamsError('setup-damaged', { params: { path: home.device } });
    }
    return { certificate, privateKey };
  };
  return { current: await open(state.current), earlier: await Promise.all(state.earlier.map(open)) };
}

/** Makes `next` the device's current key; the ones before stay as long as anything may be sealed to them. */
export async function saveDevice(
  home: Home,
  protection: KeyProtection,
  next: Recipient,
  before?: DeviceKeys,
): Promise<DeviceKeys> {
  const earlier = before
    ? [before.current, ...before.earlier].filter(
        (each) => each.certificate.fingerprint !== next.certificate.fingerprint,
      )
    : [];
  const store = async ({ certificate, privateKey }: Recipient) => {
    return { key: await protectedKey(privateKey, protection), certificate: encode(certificate) };
  };
  await writeState(home.device, { current: await store(next), earlier: await Promise.all(earlier.map(store)) });
  return { current: next, earlier };
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
  await writeState(home.pendingDevice, { invite, key: await protectedKey(key, protection) });
}

async function protectedKey(key: KeyObject, protection: KeyProtection): Promise<string> {
  const pkcs8 = exportPrivateKey(key);
  const protectedBytes = await protection.protect(pkcs8);
  pkcs8.fill(0);
  return protectedBytes.toString('base64');
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

const encode = ({ der }: Certificate): string => der.toString('base64');
