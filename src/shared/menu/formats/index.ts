import { csv } from './csv/csv.ts';
import type { MenuFormat } from './format.ts';
import { json } from './json/json.ts';
import { plainText } from './plain-text.ts';

/** Every format that menus are read in; the first that recognises a file reads it. The one place to add a format. */
export const MENU_FORMATS: readonly MenuFormat[] = [json, csv, plainText];
