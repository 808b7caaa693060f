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
