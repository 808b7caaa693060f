import { describe, expect, test } from 'vitest';
import type { MenuItem } from '../../src/shared/menu/item.ts';
import { LAKSA } from '../support/office.ts';
import { seen } from './accessible.ts';
import { enrolledPc } from './enrolled.ts';
import { shown } from './person.ts';

const HOSTILE: Partial<MenuItem>[] = [
  { name: '<script>document.title = "owned"</script>' },
  { name: '<img src=x onerror="document.title=\'owned\'">', description: '</div></li></ul><h1>Free</h1>' },
  { name: 'javascript:document.title="owned"', category: '<b>Bold</b>' },
  { name: '{{constructor.constructor("document.title=1")()}}', description: '&#60;script&#62;' },
  { name: 'x'.repeat(10_000), description: 'y '.repeat(1_000).trim() },
  { name: 'قهوة عربية مع الهيل', category: 'مشروبات', description: 'ساخنة' },
  { name: '\u202Etxt.exe\u202C ends here', description: '\u2067rtl\u2069' },
  { name: 'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349a\u0338l\u0338g\u0338o' },
  { name: '👩‍👩‍👧‍👦'.repeat(50) },
  { name: '__proto__', category: 'constructor', allergens: ['toString', '<i>Fish</i>'] },
  { name: 'Most', price: Number.MAX_SAFE_INTEGER },
];

const items = HOSTILE.map((item, index): MenuItem => ({ ...LAKSA, code: `h${index}`, ...item }));

async function withMenu(menu: MenuItem[]) {
  const pc = await enrolledPc();
  await pc.office.publish(menu);
  const app = await pc.launch();
  await shown(app.page, 'Signed by So Power head office');
  return { app, page: app.page };
}

describe('a hostile menu', () => {
  test('is shown as text, and runs nothing', async () => {
    const { app, page } = await withMenu(items);
    await shown(page, '<script>document.title = "owned"</script>');
    await shown(page, '</div></li></ul><h1>Free</h1>');
    await page.getByRole('heading', { name: '<b>Bold</b>' }).waitFor();
    expect(await page.title()).not.toContain('owned');
    expect(await page.locator('main script, main img, main b, main iframe').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Free' }).count()).toBe(0);
    await seen(app, 'menu-hostile');
    const search = page.getByRole('searchbox', { name: 'Search dishes' });
    await search.fill('xxxxxxxxxxxx');
    await shown(page, '1 dish found');
    await seen(app, 'menu-hostile-long');
    await search.fill('قهوة');
    await shown(page, '1 dish found');
    await shown(page, 'قهوة عربية مع الهيل');
    await seen(app, 'menu-hostile-right-to-left');
    expect(app.log).toBe('');
  });

  test('of twenty thousand dishes is shown, scrolled and searched', async () => {
    const many = Array.from({ length: 20_000 }, (_, index): MenuItem => {
      return { ...LAKSA, code: `${index}`, name: `Dish number ${index}`, category: `Category ${index % 200}` };
    });
    const { app, page } = await withMenu(many);
    await shown(page, '20,000 dishes');
    // Only what is in view is drawn.
    expect(await page.getByRole('listitem').count()).toBeLessThan(1_000);
    await page.keyboard.press('End');
    await shown(page, 'Dish number 19999');
    await page.getByRole('searchbox', { name: 'Search dishes' }).fill('number 12345');
    await shown(page, '1 dish found');
    await shown(page, 'Dish number 12345');
    await seen(app, 'menu-of-20000');
  });
});
