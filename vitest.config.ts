import { defineConfig } from 'vitest/config';

/** What of the window runs without one. The rest, and what of main needs Electron, the desktop tests run as it is built. */
const WORDS_AND_RULES =
  'src/renderer/{app/{clipped,format,in-groups},day/{announcement,closings,correction,day-reducer,news,readings,words},menu/{announcement,changes,css-string,dish-words,rows,search}}.ts';

/** The least share of its lines and branches that tests must run, per cent, by room. */
export const thresholds = {
  'src/shared/**': { lines: 95, branches: 95 },
  'src/server/**': { lines: 88, branches: 88 },
  'src/main/branch/**': { lines: 88, branches: 88 },
  'src/main/app/**': { lines: 95, branches: 88 },
  [WORDS_AND_RULES]: { lines: 95, branches: 90 },
};

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // They need compilers and Wine: see `npm run test:package`.
    exclude: ['tests/package/**'],
    setupFiles: ['tests/support/matchers.ts'],
    globalSetup: ['tests/support/global-setup.ts', 'tests/support/template-office.ts'],
    reporters: ['default', ['json', { outputFile: 'out/test-results.json' }]],
    // Vitest leaves a core free, which on two cores is half of them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/shared/**', 'src/server/**', 'src/main/**', WORDS_AND_RULES],
      reporter: ['json-summary'],
      thresholds,
    },
  },
});
