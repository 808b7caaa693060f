/**
 * Runs the built app, unchanged, with the double in Electron's place: `node runner.ts MAIN ARGUMENT...`. CHROMIUM holds
 * the endpoint of the browser that shows its windows.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { appDouble } from './electron-double/app.ts';
import { connect } from './electron-double/cdp.ts';
import { showIn } from './electron-double/windows.ts';

const double = new URL('electron-double/index.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main)?$/.test(specifier) ? { url: double, shortCircuit: true } : next(specifier, context),
});
Object.assign(process, { type: 'browser' });
Object.assign(process.versions, { electron: 'double' });

const browser = connect(process.env.CHROMIUM!, () => process.exit(1));
const main = process.argv[2]!;
process.argv.splice(1, 2, ...(appDouble.isPackaged ? [] : ['.']));
await import(pathToFileURL(main).href);
showIn(await browser);
// Only now: a main that waits for `ready` while it is imported would wait for ever in Electron (electron#40719).
appDouble.fireReady();
