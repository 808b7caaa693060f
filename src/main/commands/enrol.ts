import type { Command } from 'commander';
import { argumentOrStdin, askPassphrase } from '../../shared/command-line.ts';
import { Branch } from '../branch/branch.ts';
import { fileProtection } from '../branch/device.ts';
import { enrolDevice } from '../branch/enrol.ts';
import { changePassphrase, enrolManager } from '../branch/managers.ts';
import { MANAGER_PASSPHRASE, onBranch, onHome } from './run.ts';

const NEW_PASSPHRASE = 'SPAMS_NEW_PASSPHRASE';

/** `enroll INVITE`, `manager enroll INVITE` and `manager passphrase ID`. */
export function enrolCommands(program: Command): void {
  program
    .command('enroll <invite>')
    .description('set this PC up for its branch; - reads the invite from standard input')
    .action(
      onHome(async (home, log, _, text: string) => {
        const invite = await enrolDevice(home, fileProtection, await argumentOrStdin(text), () => new Date());
        log.info(`enrolled as device ${invite.holder} of ${invite.branch}`);
        const branch = await Branch.open({ home, log });
        try {
          await branch.connect();
          return {
            json: { branch: invite.branch, device: invite.holder, office: invite.office, root: invite.root },
            text: `This PC is ${invite.holder} of branch ${invite.branch} of ${invite.office}.\nHead office's fingerprint: ${invite.root}`,
          };
        } finally {
          await branch.close();
        }
      }),
    );
  managerCommands(program.command('manager').description('the managers who close the day on this PC'));
}

function managerCommands(manager: Command): void {
  manager
    .command('enroll <invite>')
    .description("set a manager up with the manager's own invite and a passphrase")
    .action(
      onBranch(async (branch, _, text: string) => {
        const pasted = await argumentOrStdin(text);
        const passphrase = await askPassphrase(MANAGER_PASSPHRASE, 'Choose a passphrase', { twice: true });
        const invite = await enrolManager(branch, pasted, passphrase);
        return {
          json: { branch: invite.branch, manager: invite.holder },
          text: `Manager ${invite.holder} can close the day of ${invite.branch} on this PC. Nobody can recover the passphrase; head office can send a new invite.`,
        };
      }),
    );
  manager
    .command('passphrase <id>')
    .description(`change a manager's passphrase, asked for or from ${MANAGER_PASSPHRASE} and ${NEW_PASSPHRASE}`)
    .action(
      onBranch(async (branch, _, id: string) => {
        const current = await askPassphrase(MANAGER_PASSPHRASE, 'The passphrase as it is now');
        const next = await askPassphrase(NEW_PASSPHRASE, 'Choose a new passphrase', { twice: true });
        await changePassphrase(branch, id, current, next);
        return {
          json: { branch: branch.config.branch, manager: id },
          text: `Manager ${id} signs with the new passphrase from now on. Nobody can recover it; head office can send a new invite.`,
        };
      }),
    );
}
