import { statfsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Where Linux has files in memory: thousands of them are written and waited for. `TMPDIR` says where else. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4e9;

function isRoomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES;
  } catch {
    return false;
  }
}

const ALL = ['test/**/*.test.ts'];
/** These put something in the place of a module, a global or a variable, which others must not meet. */
const APART = [
  'test/adapters/desk/page.test.ts',
  'test/callback/receive/door.test.ts',
  'test/chat/line-read-once.test.ts',
  'test/paths/field/cloud-connection.test.ts',
  'test/paths/field/others-words/secrets.test.ts',
  // It measures the processor time of its process: the memory of other tests would count.
  'test/hostile/stalls.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    env: process.env['TMPDIR'] === undefined && isRoomInMemory() ? { TMPDIR: MEMORY } : {},
    globalSetup: ['test/built-page.ts'],
    setupFiles: ['test/property-seed.ts'],
    // Not how long anything may take, but after how long nothing more comes: on a machine with much else to do, all is slower.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // One more than there are processors on the smallest machine: each loads all of the program for itself.
    maxWorkers: 3,
    projects: [
      // A process loads what is tested once, and not for each file: that is most of the time of two cores.
      {
        extends: true,
        test: { name: 'together', include: ALL, exclude: ['**/node_modules/**', ...APART], isolate: false },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
    coverage: {
      include: ['src/**', 'cli/**', 'sandbox/**', 'adapters/**', 'commands/**'],
      exclude: ['**/*.generated.ts'],
    },
  },
});
