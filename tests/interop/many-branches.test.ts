import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { uploadClosing } from '../../src/main/branch/closing.ts';
import { fileProtection, savePendingKey } from '../../src/main/branch/device.ts';
import { enrolDevice } from '../../src/main/branch/enrol.ts';
import { enrolManager } from '../../src/main/branch/managers.ts';
import { fetchMenu } from '../../src/main/branch/menu.ts';
import { writeState } from '../../src/main/branch/state.ts';
import { listClosings } from '../../src/server/closings/list.ts';
import { parseInvite } from '../../src/shared/pki/invite.ts';
import { exportPrivateKey } from '../../src/shared/pki/keys.ts';
import { sealUnderPassphrase } from '../../src/shared/pki/passphrase-box.ts';
import { openBranch, testHome } from '../support/branch.ts';
import { testFolder } from '../support/folders.ts';
import { FREE_KEY, testKey } from '../support/keys.ts';
import { TestOffice } from '../support/office.ts';
import { PASSPHRASE } from '../support/shared.ts';

// In one process, fifty passphrases worked out at once would keep fifty connections waiting for a thread.
vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const BRANCHES = 50;

/** A branch with its own certificates over prepared keys: they lie there as from an enrolment that was cut off. */
async function enrol(office: TestOffice, code: string, box: Buffer): Promise<Branch> {
  const home = await testHome();
  const invite = await office.addBranch(code);
  await savePendingKey(home, fileProtection, parseInvite(invite).id, testKey(FREE_KEY).privateKey);
  await enrolDevice(home, fileProtection, invite, office.clock.now);
  const branch = await openBranch(home, office);
  const manager = await office.addManager(code);
  const pending = { invite: parseInvite(manager).id, box: box.toString('base64') };
  await writeState(join(home.managers, '.mei.pending'), pending);
  await enrolManager(branch, manager, PASSPHRASE);
  return branch;
}

describe('when many branches come at once', () => {
  it(`all ${BRANCHES} fetch their menus and close their days, each gets its own receipt, and nothing is lost or doubled`, async () => {
    const office = await TestOffice.start();
    await office.publish();
    const box = await sealUnderPassphrase(exportPrivateKey(testKey(FREE_KEY + 1).privateKey), PASSPHRASE);
    const codes = Array.from({ length: BRANCHES }, (_, index) => `B-${String(index + 1).padStart(2, '0')}`);
    const branches = await Promise.all(codes.map((code) => enrol(office, code, box)));
    const folder = await testFolder();

    const menus = await Promise.all(branches.map((branch) => fetchMenu(branch)));
    expect(menus.map(({ menu }) => menu.branch)).toEqual(codes);

    const uploads = await Promise.all(
      branches.map(async (branch, index) => {
        const path = join(folder, `${codes[index]}.csv`);
        await writeFile(path, `Item,Quantity,Amount\nLaksa,${index + 1},${index + 1}.00\n`);
        return uploadClosing(branch, { path, manager: 'mei', passphrase: PASSPHRASE, part: 'main' });
      }),
    );
    expect(uploads.map(({ error }) => error)).toEqual(codes.map(() => undefined));
    expect(new Set(uploads.map(({ receipt }) => receipt?.number)).size).toBe(BRANCHES);

    const closings = await listClosings(office.context.db, {});
    expect(closings.map(({ branch, totals }) => [branch, totals.net])).toEqual(
      codes.map((code, index) => [code, (index + 1) * 100]),
    );
    await office.context.audit.verify(office.context.db);
  }, 180_000);
});
