import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * When a test is given up, in milliseconds: not a measure of speed, only an end to waiting. A test that takes half a
 * minute takes ten times as long on two cores that do other things beside; a red run for that tells nothing.
 */
const patient = { testTimeout: 600_000, hookTimeout: 600_000 }

/** Tests that need PostgreSQL share one cluster, started once for the run. */
const withDatabase = { globalSetup: ['test/support/global-setup.ts'], ...patient }

export default defineConfig({
  test: {
    reporters: ['default'],
    // PostgreSQL with a hundred databases may take its time to end.
    teardownTimeout: 120_000,
    // One core is left for PostgreSQL and the browser; but of two cores one worker would leave half of the time unused.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'model',
          include: ['model/**/*.test.ts', 'scripts/**/*.test.ts'],
          ...patient,
        },
      },
      { test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'], ...patient } },
      { test: { name: 'server', include: ['server/**/*.test.ts'], ...withDatabase } },
      {
        test: {
          name: 'api',
          include: ['test/{support,walls}/**/*.test.ts', 'test/api/**/*.test.ts'],
          ...withDatabase,
        },
      },
      { test: { name: 'federation', include: ['test/federation/**/*.test.ts'], ...withDatabase } },
      {
        test: {
          name: 'start',
          include: ['test/start/**/*.test.ts'],
          ...patient,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...withDatabase,
          globalSetup: [...withDatabase.globalSetup, 'test/support/browser-setup.ts'],
        },
      },
    ],
  },
})
