const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A text of at most so many UTF-16 units, cut between characters as people see them, however many units each has. */
export function clipped(text: string, most: number): string {
  const end = graphemes.segment(text).containing(most)?.index;
  return end === undefined ? text : `${text.slice(0, end)}…`;
}
