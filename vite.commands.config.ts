import { cpSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** better-sqlite3's JavaScript is bundled; its binary is looked for in `prebuilds` beside the chunk that loads it. */
const sqliteBinary: Plugin = {
  name: 'sqlite-binary',
  closeBundle() {
    cpSync('node_modules/better-sqlite3/prebuilds/linux-x64.node', 'out/prebuilds/linux-x64.node');
    cpSync('node_modules/better-sqlite3/prebuilds/win32-x64.node', 'out/prebuilds/win32-x64.node');
  },
};

/** The two command lines, built apart from the branch app, so that nothing of theirs is packed with it. */
export default defineConfig({
  plugins: [sqliteBinary],
  // Bundled CommonJS asks where it lies.
  define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'out',
    emptyOutDir: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4_000,
    rolldownOptions: {
      input: { 'main/cli': 'src/main/cli.ts', 'server/cli': 'src/server/cli.ts' },
      // Failpoints are for tests: to the bundler their calls do nothing, so it leaves them out.
      treeshake: { manualPureFunctions: ['failpoint'] },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'command-chunks/[name]-[hash].js' },
    },
  },
});
