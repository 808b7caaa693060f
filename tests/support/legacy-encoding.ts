/** Encodes in an encoding of at most two bytes a letter, which Node only decodes; "?" for what it can't say. */
export function legacyEncoder(encoding: 'shift_jis' | 'windows-1252'): (text: string) => Buffer {
  const decoder = new TextDecoder(encoding);
  const known = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if ([...letter].length === 1 && letter !== '\ufffd' && !known.has(letter)) known.set(letter, bytes);
  };
  for (let byte = 0; byte < 256; byte += 1) learn([byte]);
  if (encoding === 'shift_jis') {
    for (let pair = 0x8100; pair < 0xfd00; pair += 1) learn([pair >> 8, pair & 0xff]);
  }
  return (text) => Buffer.from([...text].flatMap((letter) => known.get(letter) ?? [0x3f]));
}
