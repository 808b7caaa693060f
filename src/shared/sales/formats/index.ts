import { csv } from './csv.ts';
import type { SalesFormat } from './format.ts';
import { plainText } from './plain-text.ts';

/** Every format that sales are read in; the first that recognises a file reads it. The one place to add a format. */
export const SALES_FORMATS: readonly SalesFormat[] = [csv, plainText];
