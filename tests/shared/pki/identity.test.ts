import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identity, identityUrn, parseIdentityUrn } from '../../../src/shared/pki/identity.ts';

const URNS: [identity: Identity, urn: string][] = [
  [{ role: 'office-signing' }, 'urn:spams:office:signing'],
  [{ role: 'office-encryption' }, 'urn:spams:office:encryption'],
  [{ role: 'device', branch: 'SG-01', id: 'main' }, 'urn:spams:branch:SG-01:device:main'],
  [{ role: 'manager', branch: 'X', id: 'mei-2' }, 'urn:spams:branch:X:manager:mei-2'],
  [
    { role: 'manager', branch: 'B'.repeat(32), id: 'i'.repeat(32) },
    `urn:spams:branch:${'B'.repeat(32)}:manager:${'i'.repeat(32)}`,
  ],
];

describe('identity URNs', () => {
  it.each(URNS)('%j is %s', (identity, urn) => {
    expect(identityUrn(identity)).toBe(urn);
    expect(parseIdentityUrn(urn)).toEqual(identity);
  });

  it('go there and back for every branch and id', () => {
    const text = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 32 });
    const identity = fc.record({
      role: fc.constantFrom<'device' | 'manager'>('device', 'manager'),
      branch: text('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'),
      id: text('abcdefghijklmnopqrstuvwxyz0123456789-'),
    });
    fc.assert(
      fc.property(identity, (each) => {
        expect(parseIdentityUrn(identityUrn(each))).toEqual(each);
      }),
    );
  });

  describe('when a URN is not exactly one of ours', () => {
    it.each([
      '',
      'urn:spams',
      'urn:spams:office',
      'urn:spams:office:',
      'urn:spams:office:tls',
      'urn:spams:office:signing:',
      'urn:spams:office:signing:main',
      ' urn:spams:office:signing',
      'urn:spams:office:signing\n',
      'URN:spams:office:signing',
      'urn:SPAMS:office:signing',
      'urn:spams:branch:SG-01',
      'urn:spams:branch:SG-01:device',
      'urn:spams:branch:SG-01:device:',
      'urn:spams:branch::device:main',
      'urn:spams:branch:SG-01:device:main:',
      'urn:spams:branch:SG-01:device:main:more',
      'urn:spams:branch:SG-01:cashier:main',
      'urn:spams:branch:SG-01:Device:main',
      'urn:spams:branch:sg-01:device:main',
      'urn:spams:branch:SG_01:device:main',
      'urn:spams:branch:SG%2D01:device:main',
      'urn:spams:branch:SG-01:device:Main',
      'urn:spams:branch:SG-01:device:ma in',
      'urn:spams:branch:SG-01:device:main\n',
      'urn:spams:branch:SG-01:device:maïn',
      `urn:spams:branch:${'B'.repeat(33)}:device:main`,
      `urn:spams:branch:SG-01:device:${'i'.repeat(33)}`,
      'urn:other:branch:SG-01:device:main',
      'x:urn:spams:branch:SG-01:device:main',
    ])('%j names nobody', (urn) => {
      expect(parseIdentityUrn(urn)).toBeUndefined();
    });

    it('whatever is read from any text is written as that very text', () => {
      const part = fc.constantFrom(
        'urn',
        'spams',
        'office',
        'branch',
        'signing',
        'device',
        'manager',
        'SG-01',
        'main',
        '',
      );
      fc.assert(
        fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
          const urn = parts.join(':');
          const identity = parseIdentityUrn(urn);
          expect(identity ? identityUrn(identity) : urn).toBe(urn);
        }),
      );
    });
  });
});
