import { z } from 'zod';
import { SpamsError } from '../../shared/errors.ts';
import { newerFormat } from '../../shared/format.ts';
import { branchCode, holderId } from '../../shared/pki/identity.ts';
import type { Home } from './home.ts';
import { certificate, readState, writeState } from './state.ts';

const DEFAULT_NTP_SERVERS = ['0.pool.ntp.org', '1.pool.ntp.org', '2.pool.ntp.org'];

const configSchema = z.object({
  format: z.literal(1),
  /** The office's URL. */
  url: z.url({ protocol: /^https$/ }),
  /** SHA-256 of its root. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  issuing: certificate,
  branch: branchCode,
  device: holderId,
  /** The invite that this PC enrolled with: pasted again, it changes nothing. */
  invite: z.string(),
  ntp: z.object({ servers: z.array(z.string()).max(8) }),
});

/** What enrolment settled: written last, so that a home with it is a whole one. */
export type BranchConfig = z.infer<typeof configSchema>;

/** Undefined when this PC isn't enrolled. Throws `setup-damaged`, `data-newer`. */
export async function readConfig(home: Home): Promise<BranchConfig | undefined> {
  const config = await readState(home.config, z.union([configSchema, newerFormat]), 'setup-damaged');
  if (config && !('url' in config)) throw new SpamsError('data-newer', { params: { path: home.folder } });
  return config;
}

export function writeConfig(
  home: Home,
  config: Omit<BranchConfig, 'format' | 'ntp'>,
  before?: BranchConfig,
): Promise<void> {
  const ntp = before?.ntp ?? { servers: DEFAULT_NTP_SERVERS };
  return writeState(home.config, { format: 1, ...config, issuing: config.issuing.der.toString('base64'), ntp });
}
