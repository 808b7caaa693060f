import { z } from 'zod';
import { action, type Outcome, typed } from '../../shared/command-line.ts';
import type { SpamsError } from '../../shared/errors.ts';
import { Branch } from '../branch/branch.ts';
import { fileProtection } from '../branch/device.ts';
import { type Home, openHome } from '../branch/home.ts';
import { type BranchLog, openLog } from '../branch/log.ts';
import { environmentRoutes } from '../branch/network/environment.ts';
import type { Network } from '../branch/network/network.ts';
import { openNetwork } from '../branch/network/settings.ts';
import { clockWarning } from './clock.ts';

/** A commander action on a branch's home, which is this process's alone until it ends. */
export function onHome<Args extends unknown[]>(
  work: (home: Home, log: BranchLog, options: Record<string, unknown>, ...args: Args) => Promise<Outcome>,
) {
  return action<Args>(async (options, ...args) => {
    const home = await openHome(
      typed(z.string({ error: "the branch's folder is needed" }).min(1), options.home, '--home'),
    );
    try {
      return await work(home, openLog(home.logs), options, ...args);
    } finally {
      await home.release();
    }
  });
}

/** A commander action on an enrolled branch. */
export function onBranch<Args extends unknown[]>(
  work: (branch: Branch, options: Record<string, unknown>, ...args: Args) => Promise<Outcome>,
) {
  return onHome<Args>(async (home, log, options, ...args) => {
    const branch = await Branch.open({ home, log, network: await networkOf(home, log) });
    try {
      return await work(branch, options, ...args);
    } finally {
      const warning = clockWarning(branch.clock);
      if (warning) process.stderr.write(`${warning} (code clock-off)\n`);
      await branch.close();
    }
  });
}

/** The way out as the command line knows it: where nothing was chosen, HTTPS_PROXY and NO_PROXY. */
export const networkOf = (home: Home, log: BranchLog): Promise<Network> =>
  openNetwork(home, log, fileProtection, environmentRoutes);

export const MANAGER_PASSPHRASE = 'SPAMS_PASSPHRASE';

/** What couldn't be read of what this PC keeps: said beside the rest, and a command that met some doesn't end with 0. */
export function damagedOutcome(damaged: readonly SpamsError[]) {
  return {
    json: damaged.map(errorJson),
    text: damaged.map((error) => `\n${Object.values(error.person()).join(' ')} (code ${error.code})`).join(''),
    exitCode: Math.max(0, ...damaged.map(({ exitCode }) => exitCode)),
  };
}

/** An error as `--json` shows it beside what was done all the same. */
export function errorJson(error: { code: string; person(): object } | undefined) {
  return error ? { code: error.code, ...error.person() } : null;
}
