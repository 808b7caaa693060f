import { openNamedTable } from '../../table/named-table.ts';
import type { SalesLine } from '../sales.ts';
import { readLine, SALES_COLUMNS } from './csv-line.ts';
import type { SalesFormat } from './format.ts';
import { findMarks } from './marks.ts';

/** Delimited text whose first row names the columns under their usual English names, in any order. */
export const csv: SalesFormat = {
  name: 'csv',
  read(source, warnings) {
    const table = openNamedTable(source, SALES_COLUMNS, ['item', 'quantity'], warnings);
    if (table === undefined) return undefined;
    const hasMoney = table.has('amount') || table.has('unitPrice');
    if (!hasMoney && table.unused.length > 0) warnings.add('money-missing');
    const marks = findMarks(table.headers, source.currency, table.headerOf('amount'));
    const context = { currency: source.currency, delimiter: table.delimiter, hasMoney, marks, warnings };
    const lines: SalesLine[] = [];
    for (const row of table.rows()) {
      const line = readLine(row, context);
      if (line !== undefined) lines.push(line);
    }
    return lines;
  },
};
