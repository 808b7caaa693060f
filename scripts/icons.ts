import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openScreen } from '../tests/desktop/chromium.ts';
import { bmp, type Image, icoOf } from './image-files.ts';

/** Draws the pictures in assets/ that systems want, from our own SVG there: `npm run icons`. */
const ASSETS = join(import.meta.dirname, '../assets');
/** Up to here, pixels are too few for all of the icon. */
const SMALL = 24;
const ICON_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];

/** Runs in the page, where there is a canvas. */
const DRAW_IN_PAGE = `async ({ url, width, height }) => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, width, height);
  const rgba = [...context.getImageData(0, 0, width, height).data];
  return { rgba, png: canvas.toDataURL('image/png').split(',')[1] };
}`;

const { context, stop } = await openScreen('headless');
const page = await context.newPage();
try {
  await write('icon.ico', icoOf(await Promise.all(ICON_SIZES.map((size) => icon(size)))));
  await write('icon.png', (await icon(512)).png);
  await write('tray.png', (await icon(32)).png);
  await write('installerSidebar.bmp', bmp(await draw('installer-sidebar.svg', 164, 314)));
  await write('installerHeader.bmp', bmp(await draw('installer-header.svg', 150, 57)));
} finally {
  await stop();
}

function icon(size: number): Promise<Image> {
  return draw(size > SMALL ? 'icon.svg' : 'icon-small.svg', size, size);
}

async function draw(name: string, width: number, height: number): Promise<Image> {
  const svg = await readFile(join(ASSETS, name), 'utf8');
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const { rgba, png } = await page.evaluate<{ rgba: number[]; png: string }>(
    `(${DRAW_IN_PAGE})(${JSON.stringify({ url, width, height })})`,
  );
  return { width, height, rgba: Buffer.from(rgba), png: Buffer.from(png, 'base64') };
}

async function write(name: string, content: Buffer): Promise<void> {
  await writeFile(join(ASSETS, name), content);
}
