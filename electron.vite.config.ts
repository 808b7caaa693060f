import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** The branch app. Everything is bundled: what is shipped needs no node_modules. */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: 'out',
      // Read from this PC's disk, where the size of one file says little.
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: {
        input: {
          'main/index': 'src/main/index.ts',
          'main/reading-thread': 'src/main/branch/reading-thread.ts',
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
