/** The zeros of the scripts whose digits tills print: Arabic-Indic, Persian, Devanagari, Bengali, Thai. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50];
const OTHERS: Record<string, string> = {
  '٫': '.',
  '٬': ',',
  '\u3000': ' ',
  '￥': '¥',
  '￦': '₩',
  '￡': '£',
  '￠': '¢',
};
const FOREIGN = /[٠-٩٫٬۰-۹०-९০-৯๐-๙\u3000！-～￠￡￥￦]/g;

/** A text with the digits of other scripts, and full-width letters, digits and marks, as ASCII writes them. */
export function toAscii(text: string): string {
  return text.replace(FOREIGN, (character) => OTHERS[character] ?? String.fromCharCode(asciiCode(character)));
}

function asciiCode(character: string): number {
  const code = character.charCodeAt(0);
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  return zero === undefined ? code - 0xfee0 : code - zero + 0x30;
}
