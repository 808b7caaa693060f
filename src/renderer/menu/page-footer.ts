import { cssString } from './css-string.ts';

/** A style sheet that puts a text at the foot of each printed page, and the page's number, as in "Page 1 of 3". */
export function footerSheet(text: string, [page, of]: readonly [string, string]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page {
    @bottom-left { content: ${cssString(text)}; }
    @bottom-right { content: ${cssString(page)} counter(page) ${cssString(of)} counter(pages); }
  }`);
  return sheet;
}
