import { compact } from './fold.ts';

const NAMES = new Set(
  [
    'xs s m l xl xxl xxxl small medium large extralarge extra large regular single double triple half full mini midi maxi',
    'tall grande venti short long glass bottle pint halfpint carafe cup mug bowl plate slice whole portion pitcher jug shot',
    'klein mittel groß gross glas flasche kleine große grosse portion halbe ganze doppelt einfach becher',
    'petit moyen grand petite moyenne grande verre bouteille pichet demi double simple',
    'pequeño pequeña mediano mediana grande chico chica copa botella media ración tapa',
    'piccolo piccola medio media grande calice bottiglia',
    'pequeno pequena médio média grande copo garrafa meia inteira',
    '小 中 大 並 特大 大盛 小盛 普通 ハーフ グラス ボトル 小盘 大盘 小份 大份 半份 例',
    '소 중 대 특대 병 잔',
    'μικρό μεσαίο μεγάλο μονό μονός διπλό διπλός ποτήρι μπουκάλι',
  ].flatMap((names) => names.split(' ').map(compact)),
);
NAMES.delete('extra');

/** "12 oz", "0,3 l", "30cm", "12\"", "500 g", "6 pcs". */
const MEASURE =
  /^\d+(?:[.,/]\d+)?\s*(?:fl\.?\s*oz|oz|ml|cl|dl|l|lt|ltr|g|gr|gms?|kg|cm|mm|in(?:ch)?|["”″]|pcs?|pieces?|stk|st|pz|人前|個|杯|인분)\.?$/i;

/** Whether a heading or a cell names a size, by word or by measure. */
export const isSizeName = (text: string): boolean => NAMES.has(compact(text)) || isMeasure(text);

export const isMeasure = (text: string): boolean => MEASURE.test(text.normalize('NFKC').trim());
