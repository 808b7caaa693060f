import { defineConfig } from 'vitest/config';

/** The least share of its lines and branches that tests must run, per cent, by room. */
export const thresholds = {
  'src/shared/**': { lines: 95, branches: 95 },
  'src/server/**': { lines: 88, branches: 88 },
  'src/main/branch/**': { lines: 88, branches: 88 },
};

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/matchers.ts'],
    globalSetup: ['tests/support/global-setup.ts', 'tests/support/template-office.ts'],
    reporters: ['default', ['json', { outputFile: 'out/test-results.json' }]],
    // Vitest leaves a core free, which on two cores is half of them.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/shared/**', 'src/server/**', 'src/main/**'],
      reporter: ['json-summary'],
      thresholds,
    },
  },
});
