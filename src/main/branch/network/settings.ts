import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { asSpamsError } from '../../../shared/errors.ts';
import type { KeyProtection } from '../device.ts';
import type { Home } from '../home.ts';
import type { BranchLog } from '../log.ts';
import { bytes, readState, writeState } from '../state.ts';
import { Network, type NetworkSettings, type SystemRoutes } from './network.ts';
import { authority } from './routes.ts';

const MOST = { host: 253, name: 256, password: 1024 };

/** A proxy's name or address, without port, scheme or brackets. */
export const proxyHost = z
  .string()
  .max(MOST.host)
  .refine((host) => isIPv6(host) || /^[\p{L}\p{N}_]([\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(host));
export const proxyPort = z.int().min(1).max(65_535);
/** Basic authentication (RFC 7617) has no user with a colon; neither part may hold a control character. */
export const proxyUser = z
  .string()
  .min(1)
  .max(MOST.name)
  .regex(/^[^:\p{Cc}]+$/u);
export const proxyPassword = z
  .string()
  .max(MOST.password)
  .regex(/^\P{Cc}*$/u);

const manual = { way: z.literal('manual'), host: proxyHost, port: proxyPort, user: proxyUser.nullable() };

/** A person's choice. A password of null is the one that this PC has already for the same user of the same proxy. */
export const networkChoice = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('system') }),
  z.strictObject({ way: z.literal('none') }),
  z.strictObject({ ...manual, password: proxyPassword.nullable() }),
]);

export type NetworkChoice = z.infer<typeof networkChoice>;

const stored = z.discriminatedUnion('way', [
  z.object({ way: z.literal('system') }),
  z.object({ way: z.literal('none') }),
  z.object({
    ...manual,
    /** Protected as the device's keys are. */
    password: bytes.nullable(),
  }),
]);

/** The way out that was last chosen on this PC: as the system's settings say, where none was. */
export async function openNetwork(
  home: Home,
  log: BranchLog,
  protection: KeyProtection,
  system: SystemRoutes,
): Promise<Network> {
  return new Network(await readSettings(home, log, protection), system);
}

/** What can't be read must not keep this PC from showing what it has: it is said, and chosen anew. */
async function readSettings(home: Home, log: BranchLog, protection: KeyProtection): Promise<NetworkSettings> {
  try {
    const state = await readState(home.network, stored);
    if (state?.way !== 'manual') return state ?? { way: 'system' };
    return { ...state, password: await openPassword(state.password, log, protection) };
  } catch (error) {
    log.warn(`the network settings can't be read: ${asSpamsError(error).message}`);
    return { way: 'system' };
  }
}

async function openPassword(stored: Buffer | null, log: BranchLog, protection: KeyProtection): Promise<string | null> {
  try {
    return stored && (await protection.open(stored)).toString('utf8');
  } catch (error) {
    log.warn(`the proxy's password can't be opened: ${asSpamsError(error).message}`);
    return null;
  }
}

/** Keeps a choice and goes by it from now on. Throws `key-storage-missing`, `disk-full` and the like: then nothing changes. */
export async function changeNetwork(
  network: Network,
  home: Home,
  protection: KeyProtection,
  settings: NetworkSettings,
): Promise<void> {
  await writeState(home.network, await protectedSettings(settings, protection));
  network.use(settings);
}

async function protectedSettings(settings: NetworkSettings, protection: KeyProtection): Promise<object> {
  if (settings.way !== 'manual') return { way: settings.way };
  const { host, port, user, password } = settings;
  const kept = password === null ? null : await protection.protect(Buffer.from(password, 'utf8'));
  return { way: 'manual', host, port, user, password: kept?.toString('base64') ?? null };
}

/** A choice as it may be shown: all of it but the password. */
export function shownSettings(settings: NetworkSettings) {
  if (settings.way !== 'manual') return settings;
  const { way, host, port, user } = settings;
  return { way, host, port, user };
}

/** The same in a line of text. */
export function describeNetwork(settings: NetworkSettings): string {
  if (settings.way !== 'manual') return settings.way;
  const { host, port, user } = settings;
  return `${authority(host, port)}${user === null ? '' : ` as ${user}`}`;
}
