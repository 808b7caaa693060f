import type { Command } from 'commander';
import { type Outcome, typed } from '../../shared/command-line.ts';
import { updateFeed } from '../../shared/protocol.ts';
import { setUpdateFeed, updateFeedOf } from '../update-feed.ts';
import { usage } from '../usage.ts';
import { onOffice } from './run.ts';

/** `updates`. */
export function updatesCommand(program: Command): void {
  program
    .command('updates [url]')
    .description('where branch PCs find newer versions of SPAMS; without a URL, what is set')
    .option('--off', 'branch PCs no longer update by themselves')
    .action(
      onOffice(async (office, { actor, options }, url: string | undefined) => {
        if (options.off === true) {
          if (url !== undefined) throw usage('--off takes no URL');
          await setUpdateFeed(office, undefined, actor);
        } else if (url !== undefined) {
          await setUpdateFeed(office, typed(updateFeed, url, 'URL'), actor);
        }
        return outcome(await updateFeedOf(office.db));
      }),
    );
}

const outcome = (url: string | undefined): Outcome => ({
  json: { updates: url ?? null },
  text: url === undefined ? "Branch PCs don't update by themselves." : `Branch PCs update from ${url}.`,
});
