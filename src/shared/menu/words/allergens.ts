import { fold } from './fold.ts';

/**
 * The allergens of Regulation (EU) 1169/2011, annex II, in its order, each with what it is called in the languages that
 * menus are read in: the beginnings of words, a whole word where it ends in a full stop.
 */
const NAMES = {
  gluten:
    'gluten glutin. glutine glutenhaltig wheat barley rye. oats oat. spelt kamut cereals. weizen roggen gerste hafer dinkel getreide ble. orge. seigle. avoine. trigo cebada centeno avena grano. frumento orzo segale cevada centeio aveia γλουτεν σιταρ σιτηρ 小麦 小麥 麸质 麩質 グルテン 글루텐 밀.',
  crustaceans:
    'crustac crostace krebstier krusten garnele shrimp prawn crab. crabs. lobster crayfish langoust gamba gambero gamberi camarao crevette καρκινοειδ οστρακοειδ γαριδ えび エビ 海老 かに カニ 蟹 甲壳 甲殼 甲殻 虾 蝦 새우 갑각',
  eggs: 'egg. eggs. ei. eier eierzeugnis oeuf oeufs huevo uova. uovo. ovo. ovos. αυγ αβγ 卵 玉子 鸡蛋 雞蛋 蛋 계란 달걀 난류',
  fish: 'fish. fishes. fisch poisson pescado pesce. pesci. peixe ψαρι 魚 鱼 さかな 생선 어류',
  peanuts:
    'peanut groundnut erdnu arachid cacahuet cacahuat mani. amendoim αραπικ φυστικια φιστικια 落花生 ピーナッツ 花生 땅콩',
  soybeans: 'soy. soya soybean soja soia σογι 大豆 豆乳 黄豆 黃豆 대두',
  milk: 'milk dairy lactose milch laktose lait. laitier lactos leche lacteo latte. latticin lattosio leite laticin lacticin γαλα. γαλακτ (?<!豆)乳 牛奶 奶制品 奶製品 ミルク 우유 유제품',
  nuts: 'nut. nuts. treenut almond hazelnut walnut cashew pecan pistachi macadamia nuss. nusse. nuess nusserzeugnis schalenfr haselnu walnu pekannu pecannu paranu mandel mandeln noix. noisette amande fruits\\sa\\scoque almendra nuez nueces avellana cascara. guscio. noce. noci. nocciol mandorl nozes. noz. amendoa avela casca. καρποι. καρπων αμυγδαλ καρυδ φουντουκ ナッツ くるみ クルミ アーモンド カシュー 坚果 堅果 견과 호두',
  celery: 'celery celeriac sellerie celeri apio. sedano. aipo. σελινο セロリ 芹菜 셀러리',
  mustard: 'mustard senf moutarde mostaza senape mostarda μουσταρδ からし マスタード 芥末 芥子 겨자',
  sesame: 'sesame sesam. sesamsa sesamo ajonjoli gergelim σουσαμ ごま ゴマ 胡麻 芝麻 참깨',
  sulphites:
    'sulphit sulfit sulphur sulfur so2. schwefeldiox schwefel sulfureux solfit solforosa anidride. sulfito θειωδ θειωδη 亜硫酸 亚硫酸 亞硫酸 아황산',
  lupin: 'lupin altramuz altramuc tremoco λουπιν ルピナス 羽扇豆 루핀',
  molluscs:
    'mollus mollusk moluscos moluschi weichtier muschel squid. octopus mussel oyster clam. clams. mollusc μαλακι 軟体 软体 軟體 貝 贝 いか イカ 오징어 조개 연체',
} as const;

export type Allergen = keyof typeof NAMES;
export const ALLERGENS = Object.keys(NAMES) as Allergen[];

/** "Shellfish" may be either, and leaving one out is what harms. */
const SHELLFISH = /(?<!\p{L})(?:shellfish|schalentiere?|fruits de mer|mariscos?|frutti di mare)(?!\p{L})/u;
/** What is free of an allergen, may hold a trace of it, or imitates it, isn't called by its name. */
const NOT_THE_THING =
  /free|frei\b|(?<!\p{L})(?:no|non|not|without|ohne|sans|sin|senza|sem|may|traces?|spuren|kann|peut|puede|puo|pode|imitat\w*|coconut|kokos\w*|coco|moscada|muscade)(?!\p{L})|χωρις|不使用|なし|フリー|무첨가/u;

const PATTERNS = ALLERGENS.map((key) => [key, patternOf(NAMES[key].split(' '))] as const);

/** The allergens that a phrase of a menu names: "Eier und Eierzeugnisse" → eggs; the phrase itself when it names none. */
export function allergensOf(phrase: string): string[] {
  const folded = fold(phrase);
  if (NOT_THE_THING.test(folded)) return [phrase];
  if (SHELLFISH.test(folded)) return ['crustaceans', 'molluscs'];
  const found = PATTERNS.filter(([, pattern]) => pattern.test(folded)).map(([key]) => key);
  return found.length > 0 ? found : [phrase];
}

/** The one allergen that a column's heading names, if any. */
export function allergenOf(heading: string): Allergen | undefined {
  const [only, ...others] = allergensOf(heading);
  return others.length === 0 ? ALLERGENS.find((key) => key === only) : undefined;
}

/** Scripts without spaces between words have no beginnings of words either. */
function patternOf(names: string[]): RegExp {
  const alternatives = names.map((name) => {
    const folded = fold(name);
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(folded)) {
      return folded.replace('.', '(?!\\p{L})');
    }
    return `(?<!\\p{L})${folded.replace('.', '(?!\\p{L})')}`;
  });
  return new RegExp(alternatives.join('|'), 'u');
}
