import { strFromU8, unzipSync } from 'fflate';
import { expect, it, vi } from 'vitest';
import { filesHolding } from '../../support/tree.ts';
import { atTheDesk, CLOSING, pick } from './at-the-desk.ts';

vi.mock('node:crypto', async (original) => {
  const { memoizedScrypt } = await import('../../support/memoized-scrypt.ts');
  return memoizedScrypt(await original());
});

const NEXT = 'kaya toast, soft eggs';

it("a manager's passphrase is changed by who knows it; then the new one signs, and neither is kept", async () => {
  const { ask, draft, folder } = await atTheDesk();
  const change = (current: string) => ask['manager.changePassphrase']({ manager: 'mei', current, next: NEXT });
  await expect(change('laksa and teh')).toFailWith('passphrase-wrong');
  await change(CLOSING.passphrase);
  const upload = { ...CLOSING, ...pick(draft) };
  await expect(ask['closing.upload'](upload)).toFailWith('passphrase-wrong');
  expect(await ask['closing.upload']({ ...upload, passphrase: NEXT })).toMatchObject({ state: 'delivered' });
  for (const passphrase of [CLOSING.passphrase, NEXT]) expect(await filesHolding(folder, passphrase)).toEqual([]);
});

it('what is saved for IT is what was shown, under a name that says whose it is', async () => {
  const { ask, screen } = await atTheDesk();
  await expect(ask['diagnostics.save'](undefined)).toFailWith('window-refused');
  const { files } = await ask['diagnostics.collect'](undefined);
  expect(await ask['diagnostics.save'](undefined)).toBe(true);
  const [[name, archive]] = [...screen.archives] as [[string, Buffer]];
  expect(name).toMatch(/^SPAMS diagnostics SG-01 \d{8} \d{4}\.zip$/);
  const saved = Object.entries(unzipSync(archive)).map(([each, bytes]) => [each, strFromU8(bytes)]);
  expect(saved).toEqual(files.map((each) => [each.name, each.text]));
});
