import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getRawHeader } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { describe, expect, inject, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const packed = inject('packed');
const executables = { win: join(packed.win, 'SPAMS.exe'), linux: join(packed.linux, 'spams') };

/** As the fuse wire has them: the characters 0 and 1. */
const [OFF, ON] = ['0', '1'].map((character) => character.charCodeAt(0));

async function resources(): Promise<NtExecutableResource> {
  return NtExecutableResource.from(NtExecutable.from(await readFile(executables.win)));
}

describe.each(['win', 'linux'] as const)('the executable for %s', (system) => {
  it('has its fuses set: it is no Node, takes no debugger, and loads nothing but its own app.asar', async () => {
    expect(await getCurrentFuseWire(executables[system])).toMatchObject({
      [FuseV1Options.RunAsNode]: OFF,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
      [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
      [FuseV1Options.EnableCookieEncryption]: ON,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
      [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    });
  });
});

describe('SPAMS.exe', () => {
  it('names SPAMS, its maker and its version, and nothing of Electron', async () => {
    const [version] = Resource.VersionInfo.fromEntries((await resources()).entries);
    const [language] = version!.getAllLanguagesForStringValues();
    expect(version!.getStringValues(language!)).toMatchObject({
      ProductName: 'SPAMS',
      CompanyName: 'So Power',
      FileDescription: 'SPAMS',
      FileVersion: manifest.version,
      ProductVersion: expect.stringContaining(manifest.version),
      LegalCopyright: 'Copyright © 2026 So Power',
    });
    expect(JSON.stringify(version!.getStringValues(language!))).not.toContain('lectron');
  });

  it('has our icon, in all its sizes', async () => {
    const [icon] = Resource.IconGroupEntry.fromEntries((await resources()).entries);
    expect(icon!.icons.map(({ width }) => width || 256)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
  });

  it("holds the hash of app.asar's header, by which Electron refuses another", async () => {
    const entry = (await resources()).entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
    const { headerString } = getRawHeader(join(packed.win, 'resources/app.asar'));
    const value = createHash('sha256').update(headerString).digest('hex');
    expect(JSON.parse(Buffer.from(entry!.bin).toString('utf8'))).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value },
    ]);
  });
});
