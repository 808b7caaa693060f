import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const asset = (name: string): Promise<Buffer> => readFile(join(import.meta.dirname, '../assets', name));

interface Picture {
  size: number;
  /** What its own header says: width, height. */
  drawn: [number, number];
}

/** The pictures of an icon file: its directory, and what each is. */
function picturesOf(ico: Buffer): Picture[] {
  return Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const entry = ico.subarray(6 + 16 * index);
    const offset = entry.readUInt32LE(12);
    const picture = ico.subarray(offset, offset + entry.readUInt32LE(8));
    return { size: entry[0] || 256, drawn: sizeOf(picture) };
  });
}

/** A PNG's IHDR, or a BITMAPINFOHEADER, whose rows are counted twice: for the picture and its mask. */
function sizeOf(picture: Buffer): [number, number] {
  if (picture.toString('latin1', 1, 4) === 'PNG') return [picture.readUInt32BE(16), picture.readUInt32BE(20)];
  return [picture.readInt32LE(4), picture.readInt32LE(8) / 2];
}

describe('assets/', () => {
  it("holds the icon in each size that Windows' Explorer, task bar and title bars show at any scale", async () => {
    const sizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
    expect(picturesOf(await asset('icon.ico'))).toEqual(sizes.map((size) => ({ size, drawn: [size, size] })));
  });

  it('holds the icon as one large PNG, for Linux', async () => {
    expect(sizeOf(await asset('icon.png'))).toEqual([512, 512]);
  });

  it.each([
    ['installerSidebar.bmp', 164, 314],
    ['installerHeader.bmp', 150, 57],
  ])("holds the installer's %s at the size that NSIS shows it unscaled", async (name, width, height) => {
    const bitmap = await asset(name);
    expect(bitmap.toString('latin1', 0, 2)).toBe('BM');
    expect([bitmap.readInt32LE(18), bitmap.readInt32LE(22), bitmap.readUInt16LE(28)]).toEqual([width, height, 24]);
    expect(bitmap.length).toBe(bitmap.readUInt32LE(2));
  });
});
