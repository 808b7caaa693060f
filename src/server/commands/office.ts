import type { Command } from 'commander';
import { z } from 'zod';
import { action, askPassphrase, typed } from '../../shared/command-line.ts';
import { SpamsError } from '../../shared/errors.ts';
import { backupOffice } from '../backup.ts';
import { DEFAULT_ADMIN_PORT, DEFAULT_NTP_SERVERS, type OfficeConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createOffice } from '../office.ts';
import { serve } from '../serve.ts';
import { invocation, OFFICE_PASSPHRASE, onOffice, openWithPassphrase } from './run.ts';

const port = z.coerce.number().int().min(1).max(65_535);

const initOptions = z.object({
  name: z.string().min(1).max(100),
  host: z
    .string()
    .regex(/^([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]+)$/, 'is not a host name or IP address'),
  port,
  adminPort: port,
  ntp: z.string().optional(),
});

const MIN_PASSPHRASE = 12;

/** `init`, `serve` and `backup`. */
export function officeCommands(program: Command): void {
  program
    .command('init')
    .description('make a new office: its keys, its certificates, its database')
    .requiredOption('--name <name>', "the chain's name, as branches see it")
    .requiredOption('--host <host>', 'the DNS name or IP address that branches reach it under')
    .option('--port <port>', 'the TLS port', '8443')
    .option('--admin-port <port>', 'the loopback port for metrics and health', String(DEFAULT_ADMIN_PORT))
    .option('--ntp <servers>', 'NTP servers, comma-separated, or none', DEFAULT_NTP_SERVERS.join(','))
    .action(action(init));
  program
    .command('serve')
    .description('serve the branches until told to stop (SIGTERM or Ctrl+C)')
    .option('--listen <address>', 'the address to bind', '::')
    .action(action(serveUntilStopped));
  program
    .command('backup')
    .description('back up the office, running or not, into one encrypted file')
    .requiredOption('--out <file>', 'the file to write')
    .action(
      onOffice(async (office, { folder, actor, options }) => {
        const passphrase = checkedPassphrase(
          await askPassphrase('SPAMS_BACKUP_PASSPHRASE', 'Backup passphrase', { twice: true }),
        );
        const out = String(options.out);
        const { keys, audit, madeAt } = await backupOffice(office, folder, out, passphrase, actor);
        return {
          json: { file: out, madeAt, keys, audit },
          text: `Backed up to ${out}, at audit record ${audit.sequence}. It holds these keys; keep it as safe as them:\n  ${keys.join('\n  ')}`,
        };
      }),
    );
}

async function init(options: Record<string, unknown>) {
  const { folder, actor } = invocation(options);
  const { name, host, port, adminPort, ntp } = typed(initOptions, options, 'init');
  const config: OfficeConfig = {
    format: 1,
    name,
    host,
    port,
    admin: { host: '127.0.0.1', port: adminPort },
    ntp: { servers: ntp && ntp !== 'none' ? ntp.split(',') : [] },
  };
  const rootPassphrase = checkedPassphrase(
    await askPassphrase('SPAMS_ROOT_PASSPHRASE', 'Passphrase for the root key', { twice: true }),
  );
  const given = process.env[OFFICE_PASSPHRASE];
  // Set but empty is a secret that didn't arrive, not a wish for keys in the clear.
  const passphrase = given === undefined ? undefined : checkedPassphrase(given);
  const { root } = await createOffice(folder, { config, rootPassphrase, passphrase, actor });
  return {
    json: { name, host, port, root, keysEncrypted: passphrase !== undefined },
    text: `Office "${name}" is ready in ${folder}.\nRoot fingerprint (SHA-256): ${root}\nKeep the root passphrase apart from this machine; serving doesn't need it.\n${passphrase === undefined ? `The other keys are not encrypted: set ${OFFICE_PASSPHRASE} before init if they should be.` : 'The other keys are encrypted: every command needs the office passphrase.'}`,
  };
}

async function serveUntilStopped(options: Record<string, unknown>) {
  const { folder } = invocation(options);
  const log = createLog();
  const office = await openWithPassphrase(folder);
  // Not once: a terminal sends Ctrl+C to parent and child, and the second one must not kill a server that is stopping.
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    process.on('SIGTERM', resolve);
    process.on('SIGINT', resolve);
  });
  const server = await serve(office, log, String(options.listen)).catch(async (error: unknown) => {
    await office.close();
    throw error;
  });
  log.info({ signal: await stopped }, 'stopping');
  await server.stop();
  return { json: { stopped: true }, text: 'Stopped.' };
}

function checkedPassphrase(passphrase: string): string {
  if (passphrase.length < MIN_PASSPHRASE)
    throw new SpamsError('passphrase-weak', { params: { length: MIN_PASSPHRASE } });
  return passphrase;
}
