import { describe, expect, it } from 'vitest';
import { offeredVersion } from '../../../src/main/app/updates.ts';
import { offerOf } from '../../support/updater.ts';

const file = offerOf('2.0.0').files[0]!;
const changed = (change: object) => ({ ...offerOf('2.0.0'), files: [{ ...file, ...change }] });

describe('a version that is offered', () => {
  it.each([
    ['0.1.0', '0.1.1'],
    ['0.1.9', '0.1.10'],
    ['0.9.9', '0.10.0'],
    ['0.99.99', '1.0.0'],
    ['1.2.3', '2.0.0'],
  ])('in place of %s is %s', (current, offered) => {
    expect(offeredVersion(offerOf(offered), current)).toBe(offered);
  });

  it.each([
    ['the same', '1.2.3', '1.2.3'],
    ['an older patch', '1.2.10', '1.2.9'],
    ['an older minor with a higher patch', '1.10.0', '1.9.99'],
    ['an older major with a higher minor', '2.0.0', '1.99.99'],
  ])('is none when it is %s', (_, current, offered) => {
    expect(offeredVersion(offerOf(offered), current)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['no object', 'version: 2.0.0'],
    ['nothing', null],
    ['no version', { ...offerOf('2.0.0'), version: undefined }],
    ['a pre-release', offerOf('2.0.0-beta.1')],
    ['a version with a zero before it', offerOf('2.01.0')],
    ['a version of more than this', offerOf('2.0.0.1')],
    ['no file', { ...offerOf('2.0.0'), files: [] }],
    ['two files', { ...offerOf('2.0.0'), files: [file, file] }],
    ['a file elsewhere', changed({ url: 'http://evil.example/SPAMS-Setup-2.0.0.exe' })],
    ['a file of another host', changed({ url: '//evil.example/SPAMS.exe' })],
    ['a file in another folder', changed({ url: '../SPAMS.exe' })],
    ['a file in another folder, written otherwise', changed({ url: '..%2f..%5cSPAMS.exe' })],
    ['a file that is no installer', changed({ url: 'SPAMS.msi' })],
    ['no hash', changed({ sha512: undefined })],
    ['a weaker hash', changed({ sha512: undefined, sha2: 'a'.repeat(64) })],
    ['a hash that is none', changed({ sha512: 'A' })],
    ['an installer that wants an administrator', changed({ isAdminRightsRequired: true })],
    ['a part that is fetched by the installer', { ...offerOf('2.0.0'), packages: { x64: { path: 'SPAMS.7z' } } }],
  ])('is refused with %s', async (_, offered) => {
    await expect(() => offeredVersion(offered, '1.2.3')).toFailWith('update-refused');
  });
});
