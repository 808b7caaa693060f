import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasCode, type SpamsError } from '../../../src/shared/errors.ts';
import { openWithPassphrase, sealUnderPassphrase } from '../../../src/shared/pki/passphrase-box.ts';
import { flipped, sampled } from '../asn1/patch.ts';

const SECRET = Buffer.from('a private key');
/** In composed form; é and the ligature have other forms that a keyboard may send. */
const PASSPHRASE = 'caf\u00e9 ﬁve 東京';
const PATH = 'managers/mei.json';

let box: Buffer;

/** scrypt is slow by design: one box serves most tests. */
beforeAll(async () => {
  box = await sealUnderPassphrase(SECRET, PASSPHRASE);
});

interface Box {
  salt: string;
  nonce: string;
  sealed: string;
}

const contents = (): Box => JSON.parse(box.toString('utf8'));
const withField = (changes: Record<string, unknown>): Buffer =>
  Buffer.from(JSON.stringify({ ...contents(), ...changes }));
const open = (bytes: Buffer, passphrase = PASSPHRASE) => openWithPassphrase(bytes, passphrase, PATH);

/** The box with one bit of a field's bytes changed. */
function withFlippedBit(field: keyof Box, position: number): Buffer {
  const bytes = Buffer.from(contents()[field], 'base64');
  return withField({ [field]: flipped(bytes, position < 0 ? bytes.length + position : position).toString('base64') });
}

describe('a secret under a passphrase', () => {
  it('opens with that passphrase', async () => {
    expect(await open(box)).toEqual(SECRET);
  });

  it('opens whichever Unicode form the keyboard sends', async () => {
    expect(PASSPHRASE.normalize('NFKD')).not.toBe(PASSPHRASE);
    expect(await open(box, PASSPHRASE.normalize('NFKD'))).toEqual(SECRET);
  });

  it('says how it is sealed, and holds neither secret nor passphrase', () => {
    expect(JSON.parse(box.toString('utf8'))).toMatchObject({
      kdf: 'scrypt',
      N: 131_072,
      r: 8,
      p: 1,
      cipher: 'aes-256-gcm',
    });
    expect(box.includes(SECRET)).toBe(false);
    expect(box.includes(SECRET.toString('base64').slice(0, 12))).toBe(false);
    expect(box.includes(PASSPHRASE)).toBe(false);
  });

  it('has a salt and a nonce of its own', async () => {
    const again: Box = JSON.parse((await sealUnderPassphrase(SECRET, PASSPHRASE)).toString('utf8'));
    const { salt, nonce, sealed } = contents();
    expect(again.salt).not.toBe(salt);
    expect(again.nonce).not.toBe(nonce);
    expect(again.sealed).not.toBe(sealed);
  });
});

describe('when the passphrase is wrong', () => {
  it.each(['', 'cafe five 東京', `${PASSPHRASE} `])(
    'it throws passphrase-wrong on %j, and quotes nothing',
    async (wrong) => {
      const error = await open(box, wrong).catch((thrown: unknown) => thrown);
      expect(hasCode(error, 'passphrase-wrong')).toBe(true);
      expect(inspect(error, { depth: null })).not.toMatch(/cafe|東京|private/);
    },
  );
});

describe('when the box was tampered with', () => {
  it.each<[field: keyof Box, position: number]>([
    ['salt', -1],
    ['nonce', 0],
    ['sealed', 0],
    ['sealed', -17],
    ['sealed', -1],
  ])('it throws passphrase-wrong on a changed %s at byte %d', async (field, position) => {
    await expect(open(withFlippedBit(field, position))).toFailWith('passphrase-wrong');
  });

  it.each<[what: string, changes: Record<string, unknown>]>([
    ['a cheaper N', { N: 2 ** 14 }],
    ['a dearer N', { N: 2 ** 24 }],
    ['another r', { r: 1 }],
    ['another p', { p: 2 }],
    ['N as text', { N: '131072' }],
    ['another derivation', { kdf: 'pbkdf2' }],
    ['another cipher', { cipher: 'aes-256-cbc' }],
    ['a nonce of 11 bytes', { nonce: Buffer.alloc(11).toString('base64') }],
    ['a sealed part shorter than a tag', { sealed: Buffer.alloc(15).toString('base64') }],
    ['what is not base64', { sealed: '***' }],
    ['a sealed part of 1 MB', { sealed: Buffer.alloc(1_000_000).toString('base64') }],
    ['a field missing', { salt: undefined }],
    ['a field too many', { hint: 'my cat' }],
  ])('it throws state-damaged on %s, and says which file', async (_, changes) => {
    await expect(open(withField(changes))).toFailWith('state-damaged');
    const error = await open(withField(changes)).catch((thrown: SpamsError) => thrown);
    expect((error as SpamsError).person().happened).toContain(PATH);
  });

  it('it throws state-damaged wherever it is cut off', async () => {
    // Without its last line end it is still whole.
    for (const length of sampled(box.length - 1, 40).slice(0, -1)) {
      await expect(open(box.subarray(0, length)), `cut to ${length}`).toFailWith('state-damaged');
    }
  });

  it.each(['', 'null', '[]', '"box"', '{}'])('it throws state-damaged on %j', async (text) => {
    await expect(open(Buffer.from(text))).toFailWith('state-damaged');
  });
});
