import { headerKey } from '../table/header-key.ts';

const TOTAL = new RegExp(
  `^(?:(?:grand|sub|net|gross|day|daily|report|overall|sous|general|gesamt|zwischen|end|tages|sub)?(?:${[
    'totals?(?:sales|items|general|general[ei]|geral|generale|ht|ttc|deldia|dodia|dujour|delgiorno|parcial|parziale)?',
    'summen?',
    'totaux',
    'totale[s]?(?:generale|giornaliero)?',
    'totais',
  ].join('|')})|subtotale?|total(?:de)?(?:ventas|ventes|vendas|vendite)|gesamt|summe|insgesamt|suma|somme|soma|somma)$`,
);
const OTHER_SCRIPTS =
  /^(?:総|小|中)?(?:合計|総計|累計|計|小計)$|^(?:총|소)?(?:합계|계|총계|누계)$|^(?:合计|总计|小计|总额|合計|總計|小計)$/;

const TAX =
  /^(?:sales|service|incl\w*)?(?:tax(?:es)?|vat|gst|mwst|ust|tva|iva|iva\d*)\d*$|^(?:消費税|内消費税|税|税额|稅|부가세|세금)$/;

/** Whether a name stands for the tax on what is above it, not for an item. */
export function isTax(name: string): boolean {
  return name.length <= 40 && TAX.test(headerKey(name));
}

/** Whether a name stands for a total, not for an item: "Total", "Grand total", "Sub-total:", "Summe", "合計". */
export function isTotal(name: string): boolean {
  if (name.length > 40) return false;
  const key = headerKey(name);
  return TOTAL.test(key) || OTHER_SCRIPTS.test(key);
}
