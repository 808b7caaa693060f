import { describe, expect, it, test } from 'vitest';
import { type MenuItem, menuItem } from '../../../src/shared/menu/item.ts';
import {
  type BranchMenu,
  menuContentSchema,
  parseBranchMenu,
  serializeBranchMenu,
} from '../../../src/shared/menu/menu.ts';

const item = menuItem({
  category: 'Noodles',
  code: '201',
  name: 'Katong laksa 叻沙',
  description: '',
  price: 1380,
  allergens: ['crustaceans', 'fish'],
});
const menu: BranchMenu = {
  branch: 'ORCHARD-1',
  version: 1_795_000_000,
  publishedAt: '2026-11-22T02:00:00.000Z',
  validFrom: '2026-11-22T02:00:00Z',
  validUntil: null,
  currency: 'SGD',
  items: [item],
};
const body = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('the body of a menu document', () => {
  it('is read back as it was written', () => {
    expect(parseBranchMenu(serializeBranchMenu(menu))).toEqual(menu);
  });

  it('is the same bytes whatever the order of the keys', () => {
    const shuffled = Object.fromEntries(Object.entries(menu).reverse()) as BranchMenu;
    const items = [Object.fromEntries(Object.entries(item).reverse()) as MenuItem];
    expect(serializeBranchMenu({ ...shuffled, items })).toEqual(serializeBranchMenu(menu));
    expect(serializeBranchMenu(menu).toString()).toMatch(/^\{"branch":"ORCHARD-1","version":1795000000,"publishedAt":/);
  });

  it.each<[string, unknown]>([
    ['an unknown key', { ...menu, extra: 1 }],
    ['a missing key', { ...menu, validUntil: undefined }],
    ['a branch with lower-case letters', { ...menu, branch: 'orchard' }],
    ['a version of 0', { ...menu, version: 0 }],
    ['a broken version', { ...menu, version: 1.5 }],
    ['a local time', { ...menu, validFrom: '2026-11-22T02:00:00+08:00' }],
    ['a date that does not exist', { ...menu, validFrom: '2026-02-30T02:00:00Z' }],
    ['a currency sign', { ...menu, currency: 'S$' }],
    ['a price that is not whole cents', { ...menu, items: [{ ...item, price: 13.8 }] }],
    ['a negative price', { ...menu, items: [{ ...item, price: -1 }] }],
    ['a blank name', { ...menu, items: [{ ...item, name: ' ' }] }],
    ['a name of 10,001 characters', { ...menu, items: [{ ...item, name: 'a'.repeat(10_001) }] }],
    ['a control character', { ...menu, items: [{ ...item, name: 'a\u0007' }] }],
    ['half a surrogate pair', { ...menu, items: [{ ...item, name: '\ud800' }] }],
    ['a code with spaces around it', { ...menu, items: [{ ...item, code: ' 1' }] }],
    ['an allergen that holds a separator', { ...menu, items: [{ ...item, allergens: ['Milk; Eggs'] }] }],
    ['51 allergens', { ...menu, items: [{ ...item, allergens: Array<string>(51).fill('Milk') }] }],
    ['a repeated code', { ...menu, items: [item, item] }],
    ['null', null],
    ['a list', [menu]],
  ])('is refused with %s', async (_, value) => {
    await expect(() => parseBranchMenu(body(value))).toFailWith('document-malformed');
  });

  it.each([
    ['no bytes', Buffer.alloc(0)],
    ['half a document', serializeBranchMenu(menu).subarray(0, 100)],
    ['a byte that is not UTF-8', Buffer.concat([serializeBranchMenu(menu).subarray(0, -2), Buffer.from([0xff])])],
    ['a byte order mark', Buffer.concat([Buffer.from('\ufeff'), serializeBranchMenu(menu)])],
    ['trailing bytes', Buffer.concat([serializeBranchMenu(menu), Buffer.from('{}')])],
    ['a million brackets', Buffer.alloc(1_000_000, '[')],
  ])('is refused with %s', async (_, bytes) => {
    await expect(() => parseBranchMenu(bytes)).toFailWith('document-malformed');
  });

  it('is never written so that it would be refused', async () => {
    await expect(() => serializeBranchMenu({ ...menu, version: -1 })).toFailWith('document-malformed');
  });
});

test('a menu holds at most 20,000 items', () => {
  const items = Array.from({ length: 20_001 }, (_, index) => ({ ...item, code: String(index) }));
  expect(menuContentSchema.safeParse({ currency: 'SGD', items }).success).toBe(false);
  expect(menuContentSchema.safeParse({ currency: 'SGD', items: items.slice(1) }).success).toBe(true);
});
