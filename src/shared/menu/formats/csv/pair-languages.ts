import { isDeepStrictEqual } from 'node:util';
import type { WarningList } from '../../../table/warnings.ts';
import { languageOf } from '../../words/languages.ts';
import type { ReadRow } from './rows.ts';

/**
 * Makes one item of the rows that name it in several languages. Only where that is safe: throughout the file each block
 * of rows has every language once, in one order, at one price, with categories that match one to one. Else each row is
 * an item, and that is said.
 */
export function pairLanguages(rows: ReadRow[], warnings: WarningList): ReadRow[] {
  const languages = [...new Set(rows.map(({ language }) => language))];
  if (languages.length < 2) return rows;
  const tags = languages.map((language) => languageOf(language));
  const blocks = Array.from({ length: Math.ceil(rows.length / languages.length) }, (_, index) =>
    rows.slice(index * languages.length, (index + 1) * languages.length),
  );
  const isSafe =
    tags.every((tag) => tag !== undefined) &&
    blocks.every((block) => isOneItem(block, languages)) &&
    matchOneToOne(blocks);
  warnings.add(isSafe ? 'languages-paired' : 'languages-apart', null, { languages: languages.join(', ') });
  return isSafe ? blocks.map((block) => asOne(block)) : rows;
}

function isOneItem(block: ReadRow[], languages: string[]): boolean {
  const [first] = block;
  const same = ({ item, overrides, size }: ReadRow): unknown[] => [item.code, item.price, item.sizes, overrides, size];
  return (
    isDeepStrictEqual(
      block.map(({ language }) => language),
      languages,
    ) && block.every((row) => isDeepStrictEqual(same(row), same(first!)))
  );
}

/** The same category in one language is the same in the others. */
function matchOneToOne(blocks: ReadRow[][]): boolean {
  const categories = new Set(blocks.map((block) => JSON.stringify(block.map(({ item }) => item.category))));
  return blocks[0]!.every((_, at) => new Set(blocks.map((block) => block[at]!.item.category)).size === categories.size);
}

function asOne([first, ...others]: ReadRow[]): ReadRow {
  const { item } = first!;
  const texts = (field: 'name' | 'description') =>
    others.map((row) => [languageOf(row.language)!, row.item[field]] as const).filter(([, text]) => text !== '');
  return {
    ...first!,
    item: {
      ...item,
      names: { ...item.names, ...Object.fromEntries(texts('name')) },
      descriptions: { ...item.descriptions, ...Object.fromEntries(texts('description')) },
      allergens: [...new Set([item, ...others.map((row) => row.item)].flatMap(({ allergens }) => allergens))],
    },
  };
}
