/** Longer cells are texts. */
const LONGEST = 20;
/** A till's word for an empty cell. */
const BLANK = /^(?:null|none|n\/a|nan|nil|unknown|error|undefined|#n\/a|#ref!|#value!|-{1,3})$/i;
/** Values of a column of marks that mark nothing. */
const NOT_SET = /^(?:|false|no|n|non|nein|não|nao|-|null|none|[$€£¥]?\s*0*[.,]?0*|いいえ|아니오|否)$/i;

const VOID = /void|cancel|storn|annul|anul|cancelad|delet|取消|作废|취소|무효/i;
const REFUND =
  /refund|return|rembours|retour|erstatt|gutschrift|reembols|devol|rimbors|\breso\b|返品|返金|환불|반품|退款|退货|退菜/i;
const TAKEN_BACK = /(?:ed|ées?|tattet|ad[oa]|at[oa]|済|完了)$/i;
const PARTLY = /part(?:ial|iel|ly)|teilweise|parcial|parzial|一部|部分|부분/i;
const COMP = /\bcomp(?:ed|s)?\b|complimentary|offert|omaggio|cortes/i;

/** Whether a cell says that there is nothing. */
export const isBlank = (cell: string): boolean => cell === '' || (cell.length <= LONGEST && BLANK.test(cell));

/** Whether a till wrote a word for "nothing" where an item should be. */
export const isNoName = (cell: string): boolean => cell !== '' && isBlank(cell);

export const isSet = (cell: string): boolean => cell.length > LONGEST || !NOT_SET.test(cell);

export const saysVoid = (cell: string): boolean => VOID.test(cell);
export const saysRefund = (cell: string): boolean => REFUND.test(cell);
/** Whether the word for a refund is in the past: of a sale that was taken back. */
export const saysTakenBack = (cell: string): boolean => TAKEN_BACK.test(cell);
/** Whether some of a sale was taken back, as "partially_refunded". */
export const saysPartlyBack = (cell: string): boolean => PARTLY.test(cell) && REFUND.test(cell);
export const saysComp = (cell: string): boolean => COMP.test(cell);
