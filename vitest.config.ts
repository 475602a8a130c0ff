import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 20_000,
    // Most of a test is waiting for sockets and for time to pass.
    maxWorkers: 4,
    coverage: {
      include: ['src/**', 'sandbox/**', 'adapters/**', 'commands/**'],
      exclude: ['**/*.generated.ts'],
    },
  },
});
