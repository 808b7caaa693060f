import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { BRANCH_CLI, type CliResult, runCli } from '../support/cli.ts';
import { realTime } from '../support/clock.ts';
import { testFolder } from '../support/folders.ts';
import { LAKSA, TestOffice } from '../support/office.ts';
import { salesFile } from '../support/sales.ts';
import { PASSPHRASE } from '../support/shared.ts';
import { filesHolding } from '../support/tree.ts';

const spams = (home: string, ...args: string[]): Promise<CliResult> =>
  runCli(BRANCH_CLI, ['--home', home, ...args], { SPAMS_PASSPHRASE: PASSPHRASE });

/** The one JSON document that a command printed, with how it ended. */
async function json(home: string, ...args: string[]) {
  const { code, stdout, stderr } = await spams(home, '--json', ...args);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return { exit: code, document: JSON.parse(stdout), stderr };
}

describe("when the branch's command line is started as it is shipped", () => {
  it('does the whole exchange, from the invite to the receipt', async () => {
    const office = await TestOffice.start(realTime());
    const home = join(await testFolder(), 'branch');
    const invites = [await office.addBranch('SG-02'), await office.addManager('SG-02', 'tan')];
    await office.publish();
    const results = [
      await json(home, 'enroll', invites[0]!),
      await json(home, 'manager', 'enroll', invites[1]!),
      await json(home, 'menu', 'fetch'),
      await json(home, 'closing', 'upload', await salesFile(), '--manager', 'tan'),
      await json(home, 'outbox', 'list'),
      await json(home, 'receipts', 'list'),
      await json(home, 'status'),
    ];
    expect(results.map(({ exit, stderr }) => [exit, stderr])).toEqual(results.map(() => [0, '']));
    const [enrolled, manager, menu, closing, outbox, receipts, status] = results.map(({ document }) => document);
    expect(enrolled).toMatchObject({ branch: 'SG-02', device: 'main', office: 'So Power' });
    expect(manager).toEqual({ branch: 'SG-02', manager: 'tan' });
    expect(menu).toMatchObject({ items: [LAKSA], verified: true, changed: true, stale: false, error: null });
    expect(closing).toMatchObject({
      state: 'delivered',
      totals: { lines: 2, quantity: 5, net: 1780 },
      needsReview: false,
      receipt: { verified: true, documentId: closing.documentId },
      error: null,
    });
    expect(outbox).toEqual({ outbox: [], damaged: [] });
    expect(receipts.receipts).toMatchObject([{ number: closing.receipt.number }]);
    expect(status).toMatchObject({
      office: { reachable: true },
      menu: { items: 1 },
      outbox: 0,
      managers: [{ id: 'tan' }],
    });

    // What happened is in the log, and no secret is anywhere.
    const log = await readFile(join(home, 'logs', 'branch.log'), 'utf8');
    expect(
      log.split('\n').filter((line) => / info (enrolled|manager tan enrolled|menu version|closing)/.test(line)),
    ).toHaveLength(5);
    const secrets = [PASSPHRASE, ...invites.map((invite) => parseInvite(invite).code)];
    const printed = JSON.stringify(results);
    for (const secret of secrets) {
      expect(printed).not.toContain(secret);
      expect(await filesHolding(home, secret)).toEqual([]);
    }
  });
});
