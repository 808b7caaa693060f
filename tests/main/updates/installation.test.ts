import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hindranceOf, type Installation, publishersOf } from '../../../src/main/updates/installation.ts';
import { testFolder } from '../../support/folders.ts';

const SIGNED = 'provider: generic\nurl: https://updates.invalid/\npublisherName:\n  - So Power Pte. Ltd.\n';

/** A SPAMS that a person installed, with this beside it. */
async function installation(config: string | undefined, change: Partial<Installation> = {}): Promise<Installation> {
  const updateConfig = join(await testFolder(), 'app-update.yml');
  if (config !== undefined) await writeFile(updateConfig, config);
  return {
    isPackaged: true,
    platform: 'win32',
    executable: 'C:\\Users\\mei\\AppData\\Local\\Programs\\SPAMS\\SPAMS.exe',
    programFolders: ['C:\\Program Files', 'C:\\Program Files (x86)'],
    updateConfig,
    ...change,
  };
}

describe('a SPAMS on a PC', () => {
  it('may update itself where a signed one was installed for one person', async () => {
    const spams = await installation(SIGNED);
    expect(await hindranceOf(spams)).toBeNull();
    expect(await publishersOf(spams)).toEqual(['So Power Pte. Ltd.']);
  });

  it.each([
    'C:\\Program Files\\SPAMS\\SPAMS.exe',
    'c:\\program files\\SPAMS\\SPAMS.exe',
    'C:\\Program Files (x86)\\So Power\\SPAMS\\SPAMS.exe',
  ])('is left to IT at %s', async (executable) => {
    expect(await hindranceOf(await installation(SIGNED, { executable }))).toBe('for-all-users');
  });

  it.each(['C:\\Program Files of Mei\\SPAMS.exe', 'D:\\Program Files\\SPAMS\\SPAMS.exe'])(
    'is its person’s at %s',
    async (executable) => {
      expect(await hindranceOf(await installation(SIGNED, { executable }))).toBeNull();
    },
  );

  it.each<[string, Partial<Installation>]>([
    ['it runs from its source', { isPackaged: false }],
    ['it is no Windows', { platform: 'linux' }],
  ])('has nothing to update where %s', async (_, change) => {
    expect(await hindranceOf(await installation(SIGNED, change))).toBe('not-installed');
  });

  it.each<[string, string | undefined]>([
    ['no word of it', undefined],
    ['no publisher', 'provider: generic\nurl: https://updates.invalid/\n'],
    ['an empty publisher', `${SIGNED}  - ""\n`],
    ['no publishers', 'publisherName: []\n'],
    ['what is no name', 'publisherName: { cn: So Power }\n'],
    ['what is no YAML', 'publisherName: [\n'],
    ['nothing', ''],
  ])('is not updated where its build was not signed: %s', async (_, config) => {
    expect(await hindranceOf(await installation(config))).toBe('unsigned');
  });
});
