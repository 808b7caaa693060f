/** Of the letters, at least this many stand beside another one: Japanese words are longer than one letter. */
const JOINED = 0.5;
/** At most this many are kanji beyond the 2,965 of JIS level 1. */
const RARE = 0.1;

const isBetween = (byte: number | undefined, from: number, to: number): boolean =>
  byte !== undefined && byte >= from && byte <= to;

/**
 * Whether bytes that aren't ASCII alone are Shift_JIS (JIS X 0208, Microsoft's code page 932): all must be valid, and
 * what they say be plausible, since accented letters in Windows-1252 are often valid too: "è" and "m" make a kanji.
 */
export function looksShiftJis(bytes: Uint8Array): boolean {
  const letters = { all: 0, joined: 0, rare: 0 };
  let lastEnd = -1;
  let lastJoined = false;
  for (let at = 0; at < bytes.length; ) {
    const length = letterLength(bytes, at);
    if (length === undefined) return false;
    if (length > 0) {
      const joined = lastEnd === at;
      letters.all += 1;
      letters.joined += joined ? (lastJoined ? 1 : 2) : 0;
      letters.rare += length === 2 && !isCommon(bytes[at]) ? 1 : 0;
      lastEnd = at + length;
      lastJoined = joined;
    }
    at += length || 1;
  }
  return letters.joined >= letters.all * JOINED && letters.rare <= letters.all * RARE;
}

/** How many bytes the letter at this place has: 0 for ASCII, undefined when it isn't valid. */
function letterLength(bytes: Uint8Array, at: number): number | undefined {
  const byte = bytes[at];
  if (isBetween(byte, 0, 0x7f)) return 0;
  if (isBetween(byte, 0xa1, 0xdf)) return 1;
  if (!isBetween(byte, 0x81, 0x9f) && !isBetween(byte, 0xe0, 0xfc)) return undefined;
  const trail = bytes[at + 1];
  const valid = trail === undefined || isBetween(trail, 0x40, 0x7e) || isBetween(trail, 0x80, 0xfc);
  return valid ? 2 : undefined;
}

/** Punctuation, kana, full-width letters and digits, and the kanji of level 1. */
function isCommon(lead: number | undefined): boolean {
  return isBetween(lead, 0x81, 0x84) || isBetween(lead, 0x87, 0x98);
}
