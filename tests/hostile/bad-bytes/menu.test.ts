import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { fetchMenu, showMenu } from '../../../src/main/branch/menu.ts';
import { PATHS } from '../../../src/shared/protocol.ts';
import { flipped, sampled } from '../../shared/asn1/patch.ts';
import { branchBehindFake } from '../../support/fake-office.ts';
import { LAKSA, TestOffice } from '../../support/office.ts';
import { menuDocument, sealTo } from '../../support/office-documents.ts';
import { contentsOf } from '../../support/tree.ts';
import { exchange, judgeSigned } from './exchange.ts';
import { everyFlip, kindsOf, unlike, verdict, verdicts } from './verdicts.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

describe('when one bit of a menu was flipped, each of its bytes in turn', () => {
  it('the branch refuses it', { timeout: 120_000 }, async () => {
    const { sealed, judge } = (await exchange()).targets.menu;
    const found = await verdicts(everyFlip(sealed), judge);
    expect(found.size).toBe(sealed.length);
    expect(unlike(found, 'not-opened', 'unknown-recipient-key')).toEqual([]);
    expect(kindsOf(found)).toContain('unknown-recipient-key');
    expect(await judge(sealed)).toMatchObject({ items: [LAKSA] });
  });

  it('the branch refuses it, though it was sealed after the flip', { timeout: 120_000 }, async () => {
    const { menu } = (await exchange()).targets;
    const found = await verdicts(everyFlip(menu.signedData), (bytes) => judgeSigned(menu, bytes));
    expect(found.size).toBe(menu.signedData.length);
    expect(unlike(found, 'document-malformed', 'signature-invalid', 'signer-untrusted')).toEqual([]);
    expect(kindsOf(found)).toHaveLength(3);
  });
});

describe('when such menus come over the wire', () => {
  it('the menu on disk and on the screen stays the one before', async () => {
    const office = await TestOffice.start();
    const { branch, fake } = await branchBehindFake(office);
    await office.publish();
    await fetchMenu(branch);
    const folder = join(branch.home.folder, 'menu');
    const before = await contentsOf(folder);
    const signedData = await menuDocument(office, branch);
    const sealed = await sealTo(branch, signedData);
    const hostile = [
      ...sampled(sealed.length, 8).map((at) => flipped(sealed, at)),
      ...(await Promise.all(sampled(signedData.length, 16).map((at) => sealTo(branch, flipped(signedData, at))))),
    ];
    const codes = new Set();
    for (const bytes of hostile) {
      fake.answer(PATHS.menu, bytes);
      codes.add(await verdict(fetchMenu(branch)));
      expect(await contentsOf(folder)).toEqual(before);
      expect((await showMenu(branch)).menu.items).toEqual([LAKSA]);
    }
    expect([...codes].sort()).toEqual(['document-malformed', 'menu-signature', 'not-opened']);
    fake.answer(PATHS.menu, sealed);
    expect((await fetchMenu(branch)).menu.items[0]?.name).toBe('Forged');
  });
});
