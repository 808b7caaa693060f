const TOTAL = /^(?:(?:grand|sub|net|gross|day|daily|report|overall)[\s-]*)?totals?(?:\s+(?:sales|items))?\s*:?$/i;

/** Whether a name stands for a total, not for an item: "Total", "Grand total", "Sub-total:", "TOTAL SALES". */
export function isTotal(name: string): boolean {
  return TOTAL.test(name.trim());
}
