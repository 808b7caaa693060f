/** JSON, or undefined for what isn't: what the engine says of bad JSON quotes it, and it may have been a key. */
export function quietJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
