import { compact } from './fold.ts';

/** Languages by their code, with what they are called; countries where files name those instead. */
const NAMES: Record<string, string> = {
  en: 'english eng gb uk us anglais englisch inglés inglese inglês 英語 英文 영어 αγγλικά',
  fr: 'french français francais fra fre francese französisch francés frança',
  de: 'german deutsch ger deu allemand alemán tedesco alemão',
  es: 'spanish español spa espanol espagnol spanisch spagnolo',
  it: 'italian italiano ita italien italienisch',
  pt: 'portuguese português por portugues portugais portugiesisch portoghese',
  nl: 'dutch nederlands nld',
  ja: 'japanese 日本語 jp jpn 日文 japonais japanisch',
  ko: 'korean 한국어 kr kor 韓国語 韩文',
  zh: 'chinese 中文 cn zho chi 汉语 漢語 chinois chinesisch',
  'zh-Hans': 'simplified 简体 简体中文 zhhans',
  'zh-Hant': 'traditional 繁體 繁體中文 zhhant tw hk',
  el: 'greek ελληνικά gr ell griechisch grec',
  ar: 'arabic العربية ara',
  he: 'hebrew עברית heb iw',
  hi: 'hindi हिन्दी',
  hu: 'hungarian magyar hun',
  id: 'indonesian bahasa',
  ms: 'malay melayu',
  pl: 'polish polski pol',
  ro: 'romanian română',
  ru: 'russian русский rus',
  sq: 'albanian shqip alb',
  sv: 'swedish svenska swe',
  ta: 'tamil தமிழ்',
  th: 'thai ไทย tha',
  tr: 'turkish türkçe tur',
  uk: 'ukrainian українська ua ukr',
  vi: 'vietnamese vn vie',
};

const CODES = new Map(
  Object.entries(NAMES).flatMap(([code, names]) => [code, ...names.split(' ')].map((name) => [compact(name), code])),
);
const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/**
 * The BCP 47 tag that a word of a heading or a cell stands for: "FR", "Français" → "fr", "GR" → "el", "en-GB" → "en-GB".
 * Where it can only be a tag, it may also be one of three letters, many of which are words: "new" is Newari.
 */
export function languageOf(word: string, isTag = false): string | undefined {
  // In capitals it is the country.
  if (word.trim() === 'UK') return 'en';
  const tag = word.trim().replaceAll('_', '-');
  return CODES.get(compact(word)) ?? (isTag || /^[a-z]{2}(?:-|$)/i.test(tag) ? tagOf(tag) : undefined);
}

function tagOf(text: string): string | undefined {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(text) || text.length > 35) return undefined;
  try {
    const [tag] = Intl.getCanonicalLocales(text);
    return tag !== undefined && LANGUAGES.of(tag.split('-')[0]!) !== undefined ? tag : undefined;
  } catch {
    return undefined;
  }
}
