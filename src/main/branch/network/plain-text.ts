/**
 * What a stranger said, short enough for a line of a log or screen: without what commands a terminal or turns text around
 * (Unicode Standard Annex 9).
 */
export const plainText = (text: string, longest: number): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, longest);
