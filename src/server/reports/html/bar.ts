import { html, type Markup } from './markup.ts';

/**
 * A bar as long as a value's share of the largest, and a mark where the value was a week before. The numbers stand
 * beside it, so it is hidden from those who hear the page.
 */
export function bar(value: number | null, largest: number, before: number | null = null): Markup {
  const at = (amount: number | null): string =>
    largest <= 0 ? '0' : ((Math.max(0, amount ?? 0) / largest) * 100).toFixed(1);
  const mark =
    before === null
      ? ''
      : html`<rect class="then" x="${at(before)}%" width="3" height="16" transform="translate(-3)"/>`;
  return html`<svg aria-hidden="true" focusable="false"><rect class="now" y="3" width="${at(value)}%" height="10"/>${mark}</svg>`;
}

/** The largest of some values; 0 where none is known. */
export const largestOf = (values: readonly (number | null)[]): number =>
  Math.max(0, ...values.map((value) => value ?? 0));
