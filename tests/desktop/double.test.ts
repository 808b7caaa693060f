import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folders.ts';
import { launchApp, sharedApp } from './launch-app.ts';
import type { RunningApp, StartOptions } from './running-app.ts';

declare global {
  interface Window {
    fixture: {
      invoke(channel: string, ...args: unknown[]): Promise<unknown>;
      onPushed(told: (...args: unknown[]) => void): () => void;
      drop(file: File): Promise<string[]>;
      count(): number;
      fail(): never;
      cloned(value: unknown): unknown[];
      nested: { list: number[] };
    };
  }
}

/** The double is only worth what it shares with Electron: each test says what Electron's documentation says. */
const main = join(import.meta.dirname, 'fixtures/main.ts');
const launchFixture = async (options: Partial<StartOptions> = {}): Promise<RunningApp> =>
  launchApp({ userData: await testFolder(), main, ...options });
const shared = sharedApp({ main });

/** What `invoke` gives, or the message of its error. */
const invoke = (app: RunningApp, channel: string, ...args: unknown[]): Promise<unknown> =>
  app.page.evaluate(([name, values]) => window.fixture.invoke(name, ...values).catch((error: Error) => error.message), [
    channel,
    args,
  ] as const);

describe('the window', () => {
  test('has the size it asks for, and none smaller than it allows', async () => {
    const app = await launchFixture();
    const size = () => app.page.evaluate(() => [innerWidth, innerHeight]);
    expect(await size()).toEqual([900, 700]);
    await app.resize(300, 500);
    expect(await size()).toEqual([400, 500]);
  });

  test('follows the colours and the motion of the system, from the first paint', async () => {
    const app = await launchFixture({ media: { colorScheme: 'dark' } });
    const has = (query: string) => app.page.evaluate((media) => matchMedia(media).matches, query);
    expect(await has('(prefers-color-scheme: dark)')).toBe(true);
    await app.setMedia({ colorScheme: 'light', forcedColors: 'active', reducedMotion: 'reduce' });
    expect(await has('(prefers-color-scheme: light) and (forced-colors: active)')).toBe(true);
    expect(await has('(prefers-reduced-motion: reduce)')).toBe(true);
  });

  test('may stay when it is closed, and come back from the tray', async () => {
    const app = await launchFixture();
    await invoke(app, 'hide in tray');
    expect(app.desktop.tray).toEqual({ toolTip: 'Sending', menu: [] });
    await app.close();
    expect(app.desktop.windows).toMatchObject([{ isVisible: false }]);
    await app.clickTray();
    expect(app.desktop.windows).toMatchObject([{ isVisible: true }]);
    await app.close();
    expect(await app.ended).toEqual({ code: 0, signal: null });
  });

  test('is gone when the app is killed', async () => {
    const app = await launchFixture();
    const gone = app.page.waitForEvent('close');
    await app.kill();
    await gone;
    expect(await app.ended).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

describe('the app', () => {
  test('runs once for a user: a second one tells the first how it was started', async () => {
    const app = await launchFixture();
    expect(await app.startAgain(['menu.spams-invite'])).toEqual({ code: 3, signal: null });
    await eventually(async () =>
      expect(await invoke(app, 'started')).toMatchObject([expect.arrayContaining(['menu.spams-invite'])]),
    );
  });

  test('starts again where one was killed', async () => {
    const userData = await testFolder();
    await (await launchFixture({ userData })).kill();
    const app = await launchFixture({ userData });
    expect(app.desktop.windows).toHaveLength(1);
  });

  test('fails on whatever is not doubled', async () => {
    const app = shared();
    expect(await invoke(app, 'what is not doubled')).toMatch(/has no app.getAppMetrics/);
  });
});

describe('IPC', () => {
  test('clones what can be cloned, there and back', async () => {
    const app = shared();
    const survived = await app.page.evaluate(async () => {
      const numbers = [undefined, Number.NaN, -0, 10n, null, 'é\u2028', 1.5];
      const map = new Map([['a', new Set([new Date(5)])]]);
      const bytes = new Uint16Array([1, 2, 3]).subarray(1);
      const proto = JSON.parse('{"__proto__": 1}');
      type Back = [unknown[], typeof map, typeof bytes, object, Error];
      const back = window.fixture.invoke('echo', numbers, map, bytes, proto, new TypeError('no'));
      const [list, { size }, [...view], object, error] = (await back) as Back;
      return { list, size, view, hasProto: Object.hasOwn(object, '__proto__'), error: String(error) };
    });
    const list = [undefined, Number.NaN, -0, 10n, null, 'é\u2028', 1.5];
    expect(survived).toEqual({ list, size: 1, view: [2, 3], hasProto: true, error: 'TypeError: no' });
  });

  test('words errors as Electron does', async () => {
    const app = shared();
    const failed = 'Error invoking remote method';
    expect(await invoke(app, 'fail')).toBe(`${failed} 'fail': RangeError: too far`);
    expect(await invoke(app, 'nobody')).toBe(`${failed} 'nobody': Error: No handler registered for 'nobody'`);
    expect(await invoke(app, 'give a function')).toMatch(/could not be cloned/);
  });

  test('tells who asks, and tells the page by itself', async () => {
    const app = shared();
    expect(await invoke(app, 'sender')).toEqual(['fix://ture/index', null, []]);
    const pushed = app.page.evaluate(() => new Promise((told) => window.fixture.onPushed((...args) => told(args))));
    await invoke(app, 'push', 1, { two: 2 });
    expect(await pushed).toEqual([1, { two: 2 }]);
  });

  test('tells the log of what a listener of the page throws', async () => {
    const app = await launchFixture();
    await app.page.evaluate(() => {
      window.fixture.onPushed(() => {
        throw new Error('thrown by a listener');
      });
    });
    await invoke(app, 'push');
    await eventually(() => expect(app.log).toContain('thrown by a listener'));
  });

  test('brings the bytes of a large file', async () => {
    const app = shared();
    const hash = await app.page.evaluate(() => window.fixture.invoke('hash', new Uint8Array(1_000_000)));
    expect(hash).toBe(createHash('sha256').update(Buffer.alloc(1_000_000)).digest('hex'));
  });
});

describe('the bridge', () => {
  test('shows the page what was exposed and nothing of the preload', async () => {
    const app = shared();
    const seen = await app.page.evaluate(() => ({
      names: ['require', 'process', 'module', 'ipcRenderer', 'isolated', 'postToMain', 'secret'].filter(
        (name) => name in window,
      ),
      counted: [window.fixture.count(), window.fixture.count()],
      cloned: window.fixture.cloned(new Map([[1, 2]])).map((each) => each instanceof Map || each),
      isFrozen: Object.isFrozen(window.fixture) && Object.isFrozen(window.fixture.nested.list),
      isReplaced: Reflect.set(window, 'fixture', 1) || Reflect.deleteProperty(window, 'fixture'),
    }));
    expect(seen).toEqual({ names: [], counted: [1, 2], cloned: [true, true], isFrozen: true, isReplaced: false });
    await expect(app.page.evaluate(() => window.fixture.fail())).rejects.toThrow('not so');
  });

  test('is not there in a frame', async () => {
    const app = shared();
    const inFrame = app.page.frameLocator('iframe').locator('html');
    expect(await inFrame.evaluate(() => [location.pathname, 'fixture' in window])).toEqual(['/frame', false]);
  });

  test('withstands a page that changes its globals', async () => {
    const app = await launchFixture();
    const answer = await app.page.evaluate(() => {
      Object.assign(JSON, { stringify: () => 'changed', parse: () => 'changed' });
      Object.assign(window, { CustomEvent: undefined, dispatchEvent: undefined });
      return window.fixture.invoke('echo', 1);
    });
    expect(answer).toEqual([1]);
  });

  test('gives the path of a file that a person dropped or chose, and none of one that the page made', async () => {
    const app = shared();
    const path = join(await testFolder(), 'päckchen "1".csv');
    await writeFile(path, 'a');
    await app.page.evaluate(() => {
      const stop = (event: Event) => event.preventDefault();
      addEventListener('dragover', stop);
      addEventListener('drop', async (event) => {
        stop(event);
        document.title = (await window.fixture.drop(event.dataTransfer!.files[0]!))[0]!;
      });
    });
    await app.dropFiles([path], app.page.locator('main'));
    await app.page.waitForFunction((title) => document.title === title, path);
    await app.page.locator('input').setInputFiles(path);
    const chosen = app.page.evaluate(() => window.fixture.drop(document.querySelector('input')!.files![0]!));
    expect(await chosen).toEqual([path]);
    expect(await app.page.evaluate(() => window.fixture.drop(new File(['a'], 'made.csv')))).toEqual(['']);
  });
});

describe('the page', () => {
  test('goes nowhere that the app forbids', async () => {
    const app = shared();
    await app.page.evaluate(() => location.assign('https://example.com/away'));
    await eventually(async () =>
      expect(await invoke(app, 'sender')).toEqual(['fix://ture/index', null, ['https://example.com/away']]),
    );
  });

  test('reaches no network', async () => {
    const app = shared();
    const fetched = app.page.evaluate(() => fetch('https://example.com').then(() => 'reached', String));
    expect(await fetched).toMatch(/Failed to fetch/);
  });
});

test('a dialog waits for the person', async () => {
  const app = shared();
  const chosen = invoke(app, 'choose');
  await app.until(({ dialogs }) => dialogs.length === 1);
  expect(app.desktop.dialogs).toEqual([{ kind: 'open', options: { title: 'Choose a file' } }]);
  await app.answerDialog({ canceled: false, filePaths: ['/a.csv'] });
  expect(await chosen).toEqual({ canceled: false, filePaths: ['/a.csv'] });
});

test('a page is printed as the app asks, and becomes a PDF', async () => {
  expect(await invoke(shared(), 'print')).toBe(true);
  expect(shared().desktop.printed).toEqual([{ copies: 2 }]);
  const head = () => window.fixture.invoke('pdf').then((pdf) => [...(pdf as Uint8Array).subarray(0, 4)]);
  expect(String.fromCharCode(...(await shared().page.evaluate(head)))).toBe('%PDF');
});

test('what safeStorage seals is not the text, and opens to it', async () => {
  expect(await invoke(shared(), 'seal', 'secret')).toEqual([false, 'secret']);
});
