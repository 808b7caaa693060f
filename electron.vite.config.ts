import { cpSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** better-sqlite3's JavaScript is bundled; its binary is looked for in `prebuilds` beside the chunk that loads it. */
const sqliteBinary: Plugin = {
  name: 'sqlite-binary',
  closeBundle() {
    cpSync('node_modules/better-sqlite3/prebuilds/linux-x64.node', 'out/prebuilds/linux-x64.node');
    cpSync('node_modules/better-sqlite3/prebuilds/win32-x64.node', 'out/prebuilds/win32-x64.node');
  },
};

/** Everything is bundled: what is shipped needs no node_modules. Both command lines are built beside the main process. */
export default defineConfig({
  main: {
    plugins: [sqliteBinary],
    build: {
      externalizeDeps: false,
      outDir: 'out',
      // Read from this PC's disk, where the size of one file says little.
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: {
        input: {
          'main/index': 'src/main/index.ts',
          'main/cli': 'src/main/cli.ts',
          'main/reading-thread': 'src/main/branch/reading-thread.ts',
          'server/cli': 'src/server/cli.ts',
        },
        // Failpoints are for tests: to the bundler their calls do nothing, so it leaves them out.
        treeshake: { manualPureFunctions: ['failpoint'] },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rolldownOptions: {
        input: 'src/preload/index.ts',
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});
