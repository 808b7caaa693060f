/** A number or a fingerprint in groups of four, as it is read aloud and compared. */
export const inGroups = (text: string, gap = ' '): string => text.match(/.{1,4}/g)?.join(gap) ?? '';
