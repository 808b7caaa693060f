import { join } from 'node:path';
import { z } from 'zod';
import { SpamsError } from '../shared/errors.ts';
import { readFileIfAny, writeFileAtomic } from '../shared/files.ts';
import { newerFormat } from '../shared/format.ts';

const configSchema = z.strictObject({
  format: z.literal(1),
  name: z.string().min(1).max(100),
  /** DNS name or IP address that branches reach the office under. */
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** Metrics and health. */
  admin: z.strictObject({ host: z.string(), port: z.int().min(1).max(65_535) }),
  ntp: z.strictObject({ servers: z.array(z.string()).max(8) }),
});

/** The office's settings, `DATA/config.json`. */
export type OfficeConfig = z.infer<typeof configSchema>;

/** Where things are in an office's data folder. */
export const officePaths = (folder: string) => ({
  config: join(folder, 'config.json'),
  database: join(folder, 'office.db'),
  keys: join(folder, 'keys'),
});

export const DEFAULT_NTP_SERVERS = ['0.pool.ntp.org', '1.pool.ntp.org', '2.pool.ntp.org'];

export const DEFAULT_ADMIN_PORT = 9464;

export function writeConfig(folder: string, config: OfficeConfig): Promise<void> {
  return writeFileAtomic(officePaths(folder).config, `${JSON.stringify(configSchema.parse(config), null, 2)}\n`);
}

/** Throws `office-not-initialised`, `state-damaged`, `data-newer`. */
export async function readConfig(folder: string): Promise<OfficeConfig> {
  const path = officePaths(folder).config;
  const bytes = await readFileIfAny(path, 65_536);
  if (!bytes) throw new SpamsError('office-not-initialised', { params: { path: folder } });
  const config = parseConfig(bytes, path);
  if (!('name' in config)) throw new SpamsError('data-newer', { params: { path: folder } });
  return config;
}

function parseConfig(bytes: Buffer, path: string) {
  try {
    return z.union([configSchema, newerFormat]).parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new SpamsError('state-damaged', { params: { path }, cause });
  }
}

/** The URL that invites carry. */
export function officeUrl({ host, port }: OfficeConfig): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return `https://${bracketed}:${port}`;
}
