import { availableParallelism } from 'node:os';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Packages are tested from their sources: nothing has to be built first. */
const sourceCondition = '@parley/source';

export default defineConfig({
  resolve: { conditions: [sourceCondition, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [sourceCondition, ...defaultServerConditions] } },
  test: {
    // A test file is a process of its own: a crash test cannot take its neighbours down.
    pool: 'forks',
    passWithNoTests: true,
    // Also on two cores: most of the waiting is for databases and child processes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'examples/*/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/*.pg.test.ts', '**/*.e2e.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: [
            'packages/*/src/**/*.pg.test.ts',
            'tests/engine/**/*.test.ts',
            'tests/postgres/**/*.test.ts',
          ],
          globalSetup: ['tests/postgres/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['examples/**/*.e2e.test.ts', 'tests/e2e/**/*.test.ts', 'tests/corpus/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Every file runs servers as processes of its own.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          // One server and one browser at a time.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/postgres/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // Kills and restarts are timed: nothing else may compete for the cores.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
