import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type DemoApp, withDemoApp } from '../../scripts/demo-app.ts';
import type { DoubleApp } from '../desktop/double-app.ts';
import { openDay } from '../desktop/person.ts';
import type { Figure } from './figures.ts';
import { writeSalesFile } from './sales-file.ts';

const RUNS = 7;
const DISHES = 5_000;
/** Of the sample menu. */
const FIRST_DISH = 'Chicken satay (6 sticks)';
const SALES_ROWS = 500_000;
const ASSETS = join(import.meta.dirname, '../../out/renderer/assets');

/** The window: how much it loads, and how quickly it answers a person. */
export async function windowFigures(): Promise<Figure[]> {
  const figures = [await rendererSize()];
  await withDemoApp(async (demo) => {
    figures.push(...(await starts(demo)));
    const app = await demo.start();
    figures.push(await fetchToMenu(demo, app), await searchAnswer(demo, app), ...(await salesPreview(app)));
  });
  return figures;
}

async function rendererSize(): Promise<Figure> {
  const scripts = (await readdir(ASSETS)).filter((name) => name.endsWith('.js'));
  const sizes = await Promise.all(scripts.map(async (name) => gzipSync(await readFile(join(ASSETS, name))).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return { name: "renderer's JavaScript, gzip", unit: 'kB', values: [total / 1000], goal: 300 };
}

/** From the start of the process until the window has painted, and until the dishes that this PC has are there to read. */
async function starts({ start }: DemoApp): Promise<Figure[]> {
  const [painted, shown]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = Date.now();
    const app = await start();
    await app.page.getByText(FIRST_DISH).first().waitFor();
    shown.push(Date.now() - begun);
    painted.push((await app.page.evaluate(menuPainted)) - begun);
    await app.close();
    await app.ended;
  }
  return [
    { name: 'first paint, with a menu on this PC', unit: 'ms', values: painted, goal: 1_000 },
    { name: "cold start to the menu's dishes", unit: 'ms', values: shown, goal: 1_500 },
  ];
}

/** When the page first painted something of content, milliseconds since 1970. */
function menuPainted(): number {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return performance.timeOrigin + paint!.startTime;
}

/** From the click on "Fetch menu" until a menu that is new is there to read. */
async function fetchToMenu({ office }: DemoApp, { page }: DoubleApp): Promise<Figure> {
  const values: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const dish = `Dish of run ${run}`;
    await office.command('menu', 'publish', await menuFile([dish]));
    values.push(await page.getByRole('button', { name: 'Fetch menu' }).evaluate(clickUntilShown, dish));
  }
  return { name: 'click on "Fetch menu" to the menu shown', unit: 'ms', values, goal: 150 };
}

function clickUntilShown(button: HTMLElement, text: string): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const look = (): void => {
      if (document.body.textContent?.includes(text)) requestAnimationFrame(() => resolve(performance.now() - begun));
      else requestAnimationFrame(look);
    };
    button.click();
    requestAnimationFrame(look);
  });
}

/** From a key pressed in the search field until the list shows what was found. */
async function searchAnswer({ office }: DemoApp, { page }: DoubleApp): Promise<Figure> {
  const names = Array.from({ length: DISHES }, (_, index) => `Dish number ${10_000 + index} with rice`);
  await office.command('menu', 'publish', await menuFile(names));
  await page.getByRole('button', { name: 'Fetch menu' }).click();
  await page
    .getByText(/^5,000 dishes/)
    .first()
    .waitFor();
  const values: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const found = `number ${11_000 + run}`;
    values.push(await page.getByRole('searchbox').evaluate(typeUntilFound, found));
  }
  return { name: `search answered, ${DISHES} dishes`, unit: 'ms', values, goal: 50 };
}

function typeUntilFound(field: HTMLElement, text: string): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const look = (): void => {
      if (document.body.textContent?.includes(`1 dish found for “${text}”`)) resolve(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(look);
  });
}

/** From the choice of a sales file until what was understood is there to read, and how long the app is away meanwhile. */
async function salesPreview(app: DoubleApp): Promise<Figure[]> {
  const { page } = app;
  const path = join(tmpdir(), `spams-bench-${process.pid}-sales.csv`);
  writeSalesFile(path, SALES_ROWS);
  await openDay(page);
  await page.getByRole('button', { name: /^Choose file/ }).click();
  const shown = page.evaluate(untilPreviewed);
  await app.answerDialog({ canceled: false, filePaths: [path] });
  const { taken, longest } = await shown;
  await rm(path);
  const name = `${SALES_ROWS} rows of sales previewed`;
  return [
    { name, unit: 'ms', values: [taken], goal: 10_000 },
    { name: `${name}, longest wait meanwhile`, unit: 'ms', values: [longest], goal: 200 },
  ];
}

/** Asks the app for its state all the while. */
async function untilPreviewed(): Promise<{ taken: number; longest: number }> {
  const begun = performance.now();
  let longest = 0;
  while (!document.getElementById('day-check')) {
    const asked = performance.now();
    await window.spams.state(undefined);
    await new Promise(requestAnimationFrame);
    longest = Math.max(longest, performance.now() - asked);
  }
  return { taken: performance.now() - begun, longest };
}

async function menuFile(names: readonly string[]): Promise<string> {
  const path = join(tmpdir(), `spams-bench-${process.pid}.csv`);
  const rows = names.map((name, index) => `Mains,${index + 1},${name},With everything,6.50,yes,`);
  await writeFile(path, ['Category,Code,Name,Description,Price,Available,Allergens', ...rows].join('\n'));
  return path;
}
