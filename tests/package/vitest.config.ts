import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { Proof } from './proof.ts';

/** What is shipped, and its installer: `npm run test:package`. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['tests/package/*.test.ts'],
    setupFiles: ['tests/support/matchers.ts'],
    globalSetup: ['tests/support/global-setup.ts', 'tests/support/template-office.ts', 'tests/package/packed.ts'],
    reporters: ['default', new Proof()],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
