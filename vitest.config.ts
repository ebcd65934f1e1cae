import { defineConfig } from 'vitest/config'

/** Tests that need PostgreSQL share one cluster, started once for the run. */
const withDatabase = {
  globalSetup: ['test/support/global-setup.ts'],
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'model',
          include: ['model/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: withDatabase.testTimeout,
        },
      },
      { test: { name: 'web', include: ['web/**/*.test.{ts,tsx}'] } },
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
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          ...withDatabase,
          globalSetup: [...withDatabase.globalSetup, 'test/support/browser-setup.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
