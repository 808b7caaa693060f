import { describe, expect, it, vi } from 'vitest';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { listClosings } from '../../../src/server/closings/list.ts';
import { branchMenu } from '../../../src/server/menus/branch-menu.ts';
import { seal } from '../../../src/shared/cms/enveloped-data.ts';
import { MEDIA, PATHS } from '../../../src/shared/protocol.ts';
import { openBranch } from '../../support/branch.ts';
import { Desk } from '../../support/closings.ts';
import { branchBehindFake, type Reply } from '../../support/fake-office.ts';
import { ask, outcome } from '../../support/https.ts';
import { outboxOf, receiptsOf } from '../../support/kept.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { sealTo } from '../../support/office-documents.ts';
import { testPki } from '../../support/pki.ts';
import { upload } from '../../support/sales.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

/** SG-01's PC behind a lying front, and a desk of SG-02 at the same office. */
async function twoBranches() {
  const office = await TestOffice.start();
  await office.addBranch('SG-02');
  const other = await Desk.open(office.context, 'SG-02');
  return { office, other, ...(await branchBehindFake(office)) };
}

describe("when another branch's document is truly the office's", () => {
  it("another branch's menu, sealed to our device, is refused: recipient-mismatch", async () => {
    const { office, branch, fake } = await twoBranches();
    await office.publish();
    const { signed_data } = await branchMenu(office.context, 'SG-02');
    fake.answer(PATHS.menu, await sealTo(branch, signed_data));
    await expect(fetchMenu(branch)).toFailWith('recipient-mismatch');
    await expect(showMenu(branch)).toFailWith('menu-none');
  });

  it("another branch's receipt, sealed to our device, is refused: the closing stays queued", async () => {
    const { branch, fake, other } = await twoBranches();
    const { closing } = await other.close();
    fake.answer(PATHS.closings, await sealTo(branch, closing.receipt ?? Buffer.alloc(0)), 201);
    expect(await upload(branch)).toMatchObject({ receipt: undefined, error: { code: 'recipient-mismatch' } });
    expect(await outboxOf(branch)).toMatchObject([{ state: 'queued', lastError: 'recipient-mismatch' }]);
    expect(await receiptsOf(branch)).toEqual([]);
  });
});

describe('when an older menu is sent again, just as the office once sent it', () => {
  it('is refused with menu-rollback, also by a PC that was started again since', async () => {
    const { office, branch, fake } = await twoBranches();
    const answers: Reply[] = [];
    fake.on(PATHS.menu, async (_, real) => {
      const reply = await real();
      answers.push(reply);
      return reply;
    });
    await office.publish([{ ...LAKSA, price: 100 }]);
    await fetchMenu(branch);
    await office.publish();
    await fetchMenu(branch);
    fake.on(PATHS.menu, async () => answers[0]);
    const started = await openBranch(branch.home, office);
    for (const each of [branch, started]) {
      await expect(fetchMenu(each)).toFailWith('menu-rollback');
      expect((await showMenu(each)).menu.items).toEqual([LAKSA]);
    }
  });
});

describe("when a closing isn't for this connection or this office", () => {
  async function refused(sealed: Buffer, office: TestOffice, { device }: Desk) {
    const headers = { 'content-type': MEDIA.document };
    const reply = await ask(office, PATHS.closings, { method: 'POST', as: device, headers, body: sealed });
    expect(await listClosings(office.context.db, {})).toEqual([]);
    return outcome(reply);
  }

  it("another branch's closing over our device's connection: branch-mismatch", async () => {
    const { office, other } = await twoBranches();
    const desk = await Desk.open(office.context, 'SG-01', 8);
    expect(await refused((await other.closing()).sealed, office, desk)).toBe('branch-mismatch');
  });

  it("a closing sealed to another office: unknown-recipient-key; another office's closing sealed to us: signer-untrusted", async () => {
    const office = await TestOffice.start();
    const desk = await Desk.open(office.context);
    const elsewhere = await testPki(office.clock.now());
    const { signedData } = await desk.closing();
    const toThem = await seal(signedData, elsewhere.officeEncryption.certificate);
    expect(await refused(toThem, office, desk)).toBe('unknown-recipient-key');
    const theirs = await desk.closing({ signer: elsewhere.manager });
    expect(await refused(theirs.sealed, office, desk)).toBe('signer-untrusted');
  });
});
