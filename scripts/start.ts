import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { electronBinary } from './electron-binary.ts';

/** Starts the built app in Electron. */
const binary = electronBinary();
if (binary) {
  const { status } = spawnSync(binary, [join(import.meta.dirname, '..'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else {
  console.error("Electron's binary is not installed: get it by `npx install-electron`, which downloads it.");
  console.error('Without it, `npm run start:browser` shows the app in Chromium.');
  process.exitCode = 1;
}
