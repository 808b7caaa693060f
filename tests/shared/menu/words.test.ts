import { describe, expect, it } from 'vitest';
import { findCodes } from '../../../src/shared/menu/words/allergen-codes.ts';
import { ALLERGENS, allergensOf } from '../../../src/shared/menu/words/allergens.ts';
import { answerOf } from '../../../src/shared/menu/words/availability.ts';
import { dietOf } from '../../../src/shared/menu/words/diets.ts';
import { languageOf } from '../../../src/shared/menu/words/languages.ts';

describe('an allergen', () => {
  it.each([
    ['gluten', 'Cereals containing gluten', 'Weizen', 'blé', 'trigo', 'glutine', 'σιτάρι', '小麦', '밀'],
    ['crustaceans', 'Shrimp', 'Krebstiere', 'crustacés', 'crostacei', 'crustáceos', 'えび', '虾'],
    ['eggs', 'egg', 'Ei und Eierzeugnisse', 'œufs', 'huevos', 'uova', 'ovos', 'αυγά', '卵', '계란'],
    ['fish', 'Fish', 'Fisch', 'poisson', 'pescado', 'pesce', 'peixe', 'ψάρι', '魚', '생선'],
    ['peanuts', 'Peanuts', 'Erdnüße', 'arachides', 'cacahuetes', 'arachidi', 'amendoim', '落花生', '땅콩', '花生'],
    ['soybeans', 'soy', 'Soja oder Sojaerzeugnisse', 'soia', 'σόγια', '大豆', '대두'],
    ['milk', 'dairy', 'Milcherzeugnis', 'lait', 'leche', 'latte', 'leite', 'γάλα', '乳', '우유', '牛奶'],
    [
      'nuts',
      'Tree nuts',
      'Haselnüße oder Nußerzeugnisse',
      'Walnuss',
      'fruits à coque',
      'frutta a guscio',
      'くるみ',
      '坚果',
    ],
    ['celery', 'Sellerie', 'céleri', 'apio', 'sedano', 'aipo', 'σέλινο', '芹菜'],
    ['mustard', 'Senf', 'moutarde', 'mostaza', 'senape', 'mostarda', 'からし', '芥末'],
    ['sesame', 'Sesame seeds', 'sésame', 'sésamo', 'gergelim', 'σουσάμι', 'ごま', '참깨'],
    ['sulphites', 'Sulphur dioxide and sulphites', 'Sulfit', 'sulfites', 'solfiti', 'θειώδη', '亜硫酸塩'],
    ['lupin', 'Lupinen', 'lupino', 'tremoço', 'λούπινο'],
    ['molluscs', 'Weichtiere', 'mollusques', 'moluscos', 'molluschi', 'μαλάκια', '貝', '오징어'],
  ])('%s is known by its name', (key, ...names) => {
    expect(names.map((name) => allergensOf(name))).toEqual(names.map(() => [key]));
  });

  it('is what a phrase is about, not what it is free of, may hold or only sounds like', () => {
    for (const phrase of [
      'gluten-free',
      'may contain nuts',
      'Krebsfleisch-Imitat',
      'coconut milk',
      'eggplant',
      'nutmeg',
    ]) {
      expect(allergensOf(phrase)).toEqual([phrase]);
    }
    expect(allergensOf('Shellfish')).toEqual(['crustaceans', 'molluscs']);
  });

  it('is known by the code that it has in one set of codes', () => {
    const read = (...codes: string[]) => codes.map((code) => findCodes(codes)?.allergens.get(code));
    expect(read(...Array.from({ length: 14 }, (_, index) => String(index + 1)))).toEqual(ALLERGENS);
    expect(read('A', 'C', 'L', 'R')).toEqual(['gluten', 'eggs', 'celery', 'molluscs']);
    expect(read('A', 'C', 'I', 'N')).toEqual(['gluten', 'eggs', 'celery', 'molluscs']);
    expect(findCodes(['A', 'L'])).toMatchObject({ ambiguous: true });
    expect(findCodes(['A', 'Z'])).toBeUndefined();
    expect(findCodes(['milk'])).toBeUndefined();
  });
});

it.each([
  ['vegetarisch', 'vegetarian'],
  ['VG', 'vegan'],
  ['Plant-based', 'vegan'],
  ['sans gluten', 'gluten-free'],
  ['GF', 'gluten-free'],
  ['ハラール', 'halal'],
  ['https://schema.org/VeganDiet', 'vegan'],
  ['vegetarisch-NEG', undefined],
  ['spicy', undefined],
])('the mark %s stands for the diet %s', (word, diet) => {
  expect(dietOf(word)).toBe(diet);
});

it.each([
  ['oui', true],
  ['✓', true],
  ['Nein', false],
  ['épuisé', false],
  ['売り切れ', false],
  ['품절', false],
  ['-', false],
  ['perhaps', undefined],
])('%s answers %s', (word, answer) => {
  expect(answerOf(word)).toBe(answer);
});

it.each([
  ['FR', 'fr'],
  ['Deutsch', 'de'],
  ['GR', 'el'],
  ['日本語', 'ja'],
  ['UK', 'en'],
  ['uk', 'uk'],
  ['pt_br', 'pt-BR'],
  ['zh-Hant', 'zh-Hant'],
  ['new', undefined],
  ['price', undefined],
])('%s is the language %s', (word, language) => {
  expect(languageOf(word)).toBe(language);
});
