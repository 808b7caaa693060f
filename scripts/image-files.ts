/** A picture, as its pixels (red, green, blue, alpha; from the top left) and as a PNG file. */
export interface Image {
  width: number;
  height: number;
  rgba: Buffer;
  png: Buffer;
}

/** From this width on, an icon file holds PNG: as a bitmap the largest alone would take 256 kB. */
const PNG_FROM = 128;

/** A Windows icon file of square pictures, of at most 256 pixels each way. */
export function icoOf(images: readonly Image[]): Buffer {
  const pictures = images.map((image) => (image.width < PNG_FROM ? iconBitmap(image) : image.png));
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { width, height }] of images.entries()) {
    const { length } = pictures[index]!;
    const entry = 6 + 16 * index;
    // One byte each, in which 0 stands for 256.
    header[entry] = width % 256;
    header[entry + 1] = height % 256;
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += length;
  }
  return Buffer.concat([header, ...pictures]);
}

/** Its header counts the rows of the mask too, which is all zero: alpha says what is transparent. */
function iconBitmap({ width, height, rgba }: Image): Buffer {
  const mask = Buffer.alloc(height * Math.ceil(width / 32) * 4);
  const rows = fromTheBottom(height, (y) => {
    const row = Buffer.from(rgba.subarray(y * width * 4, (y + 1) * width * 4));
    for (let at = 0; at < row.length; at += 4) row.subarray(at, at + 3).reverse();
    return row;
  });
  return Buffer.concat([bitmapHeader(width, height * 2, 32), ...rows, mask]);
}

/** A bitmap file of 24 bits a pixel, as NSIS takes it. */
export function bmp({ width, height, rgba }: Image): Buffer {
  const rows = fromTheBottom(height, (y) => {
    const row = Buffer.alloc(Math.ceil((width * 3) / 4) * 4);
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      row.set([rgba[at + 2]!, rgba[at + 1]!, rgba[at]!], x * 3);
    }
    return row;
  });
  const file = Buffer.alloc(14);
  file.write('BM');
  file.writeUInt32LE(14 + 40 + rows.length * rows[0]!.length, 2);
  file.writeUInt32LE(14 + 40, 10);
  return Buffer.concat([file, bitmapHeader(width, height, 24), ...rows]);
}

const fromTheBottom = (height: number, row: (y: number) => Buffer): Buffer[] =>
  Array.from({ length: height }, (_, index) => row(height - 1 - index));

/** BITMAPINFOHEADER. */
function bitmapHeader(width: number, height: number, bits: number): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(header.length, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(bits, 14);
  return header;
}
