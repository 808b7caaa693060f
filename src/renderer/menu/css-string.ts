/** A CSS string: what would end it or break the line is written as its number. */
export const cssString = (text: string): string =>
  `"${text.replace(/["\\\n\r\f]/g, (mark) => `\\${mark.charCodeAt(0).toString(16)} `)}"`;
