import { closeSync, openSync, writeSync } from 'node:fs';

const HEADERS =
  'Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID';

/** Writes an export as Square's of so many rows: about 110 bytes each. */
export function writeSalesFile(path: string, rows: number): void {
  const file = openSync(path, 'w');
  writeSync(file, `${HEADERS}\n`);
  const part = 10_000;
  for (let from = 0; from < rows; from += part) {
    writeSync(file, Array.from({ length: Math.min(part, rows - from) }, (_, at) => rowOf(from + at)).join(''));
  }
  closeSync(file);
}

function rowOf(row: number): string {
  const [quantity, dish] = [1 + (row % 3), row % 200];
  const amount = (quantity * 6.5).toFixed(2);
  const time = `12:${String(row % 60).padStart(2, '0')}:00`;
  return `2026-11-2${row % 8},${time},Asia/Singapore,Mains,Dish number ${dish},${quantity},Regular,SKU${dish},,"$${amount}",$0.00,$${amount},$0.${10 + (row % 80)},TX${row}\n`;
}
