import { defineConfig } from 'vitest/config'

/** The pictures are taken on demand and not by `npm test`; what they show is checked there by `test/e2e/screens.test.ts`. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/screens/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts', 'test/support/browser-setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxConcurrency: 3,
  },
})
