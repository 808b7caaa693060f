/** A value of JSON, and what is asked of it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; none of what is no list. */
export const objectsIn = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter((each) => isObject(each)) : [];

/** A text or number as a text; '' for anything else. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : typeof value === 'number' ? String(value) : '';

/** A name as one of what separated lists hold: without what separates them. */
export const labelOf = (value: Json | undefined): string =>
  textOf(value)
    .replace(/\s*[;|\n]\s*/g, ', ')
    .replace(/\s*:\s*$/, '')
    .replace(/\s*:\s*/g, ' - ')
    .slice(0, 100)
    .trim();
