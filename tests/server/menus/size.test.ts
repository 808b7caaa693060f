import { describe, expect, it } from 'vitest';
import type { MenuItem } from '../../../src/shared/menu/item.ts';
import { LIMITS } from '../../../src/shared/protocol.ts';
import { menuFile, menuScene } from '../../support/menus.ts';
import { LAKSA } from '../../support/office.ts';

/** A menu whose items come to so many bytes. */
function menuOf(bytes: number): MenuItem[] {
  const LONGEST = 2000;
  const item = (n: number, length: number): MenuItem => ({
    ...LAKSA,
    code: String(10_000 + n),
    description: 'x'.repeat(length),
  });
  const size = (items: MenuItem[]): number => Buffer.byteLength(JSON.stringify({ currency: 'SGD', items }));
  const each = size([item(0, LONGEST), item(1, LONGEST)]) - size([item(0, LONGEST)]);
  const items = Array.from({ length: Math.floor(bytes / each) }, (_, n) => item(n, LONGEST));
  const over = size([...items, item(items.length, 0)]) - bytes;
  const fitted = items.map((each, n) => (n === 0 && over > 0 ? item(0, LONGEST - over) : each));
  return [...fitted, item(items.length, Math.max(0, -over))];
}

const LIMIT = LIMITS.answer - (LIMITS.document - LIMITS.file);

describe('when a menu is large', () => {
  it('a branch fetches the largest that can be published', async () => {
    const { office, fetched } = await menuScene();
    const items = menuOf(LIMIT);
    await office.publish(items);
    expect((await fetched()).items).toHaveLength(items.length);
    await expect(office.publish(menuOf(LIMIT + 1))).toFailWith('menu-too-large');
  });

  it('it is refused as a draft and when publishing is only tried, too', async () => {
    const { commands } = await menuScene();
    const rows = Array.from({ length: 9000 }, (_, n) => `${n},Laksa,6.50,${'x'.repeat(1900)}`);
    const path = await menuFile(rows, { more: ['Description'] });
    for (const args of [['publish'], ['publish', '--dry-run'], ['draft']]) {
      expect(await commands.failure('menu', ...args, path)).toEqual({
        exit: 1,
        code: 'menu-too-large',
        happened: expect.stringMatching(/^The menu comes to \d+ kB, and branches take at most 16712 kB\.$/),
      });
    }
    expect(await commands.json('menu', 'list')).toEqual({ publications: [] });
  });
});
