/** Identifier octets of the types that SPAMS reads and writes (X.690 section 8.1.2). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific tag `[n]`, holding other elements. */
export const contextConstructed = (n: number): number => 0xa0 | n;

/** Context-specific tag `[n]`, holding plain bytes. */
export const contextPrimitive = (n: number): number => 0x80 | n;
