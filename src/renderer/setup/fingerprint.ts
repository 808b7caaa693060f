/** A fingerprint in groups of four, as it is read aloud and compared. */
export const inGroups = (fingerprint: string): string => fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
