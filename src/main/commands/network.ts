import type { Command } from 'commander';
import { z } from 'zod';
import { askPassphrase, type Outcome, typed } from '../../shared/command-line.ts';
import { SpamsError } from '../../shared/errors.ts';
import { fileProtection } from '../branch/device.ts';
import type { NetworkSettings } from '../branch/network/network.ts';
import { proxyAt } from '../branch/network/routes.ts';
import {
  changeNetwork,
  describeNetwork,
  proxyHost,
  proxyPassword,
  proxyPort,
  proxyUser,
  shownSettings,
} from '../branch/network/settings.ts';
import { networkOf, onHome } from './run.ts';

const PROXY_PASSWORD = 'SPAMS_PROXY_PASSWORD';

/** `proxy`: shows or changes the way out, also on a PC that isn't set up yet. */
export function proxyCommand(program: Command): void {
  program
    .command('proxy [way]')
    .description('how this PC connects to head office: system (HTTPS_PROXY, NO_PROXY), none, or HOST:PORT')
    .option('--user <name>', `the user for a proxy that asks for one; its password is asked for, or ${PROXY_PASSWORD}`)
    .action(
      onHome(async (home, log, options, way: string | undefined) => {
        const network = await networkOf(home, log);
        if (way !== undefined || options.user !== undefined) {
          const settings = await chosen(way, options.user);
          await changeNetwork(network, home, fileProtection, settings);
          log.info(`network settings: ${describeNetwork(settings)}`);
        }
        return shown(network.settings);
      }),
    );
}

async function chosen(way: string | undefined, user: unknown): Promise<NetworkSettings> {
  if (way === 'system' || way === 'none') {
    if (user !== undefined) throw usage(`--user: with ${way} there is nobody to name it to`);
    return { way };
  }
  const address = addressIn(way ?? '');
  if (user === undefined) return { way: 'manual', ...address, user: null, password: null };
  const name = typed(proxyUser, user, '--user');
  const password = await askPassphrase(PROXY_PASSWORD, `Password of ${name} for the proxy`);
  return { way: 'manual', ...address, user: name, password: typed(proxyPassword, password, PROXY_PASSWORD) };
}

/** A password in an argument, which anyone on this PC could read, isn't taken. */
function addressIn(text: string): { host: string; port: number } {
  const route = /^[^/@]+:\d+$/.test(text) ? proxyAt(`http://${text}`) : undefined;
  if (route?.kind !== 'proxy') throw usage('system, none, or HOST:PORT is needed');
  return typed(z.object({ host: proxyHost, port: proxyPort }), route.proxy, 'HOST:PORT');
}

const usage = (reason: string): SpamsError => new SpamsError('usage', { params: { reason } });

function shown(settings: NetworkSettings): Outcome {
  const words = {
    system: 'as HTTPS_PROXY and NO_PROXY say',
    none: 'straight, through no proxy',
    manual: `through the proxy ${describeNetwork(settings)}`,
  };
  return { json: shownSettings(settings), text: `Connections to head office go ${words[settings.way]}.` };
}
