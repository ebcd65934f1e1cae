import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { fetchAhead } from './build/fetch-ahead.ts'
import { inlineStyles } from './build/inline-styles.ts'
import { precompress } from './build/precompress.ts'
import { withoutSchemas } from './build/without-schemas.ts'

/** The node to which `npm run dev` passes what is not a file. */
const node = process.env.LIANQIAO_NODE ?? 'http://127.0.0.1:8320'

export default defineConfig({
  plugins: [react(), withoutSchemas(), fetchAhead(), inlineStyles(), precompress()],
  resolve: {
    alias: { '@rjsf/validator-ajv8': fileURLToPath(new URL('build/nothing.ts', import.meta.url)) },
  },
  server: { proxy: { '/api': node, '/auth': node } },
  build: {
    target: 'es2022',
    // A browser that does not know rel=modulepreload loads the same files a moment later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs changes only with its packages, and stays in caches when our code changes.
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack)[\\/]/,
            },
            // One file for all that a resident's pages are made of, instead of thirty that are asked for by turns.
            {
              name: 'start',
              tags: ['$initial'],
              test: /[\\/]web[\\/]src[\\/]|preload-helper|[\\/]model[\\/]src[\\/]((api|people|problems)[\\/]|.*(tracking-code-text|in-english|national|compare)\.ts$)/,
              includeDependenciesRecursively: false,
            },
            // What asks and answers look like is known to the node; clerks' pages use some of it, a resident's none.
            { name: 'schemas', test: /[\\/](node_modules[\\/]zod|model[\\/]src)[\\/]/ },
          ],
        },
      },
    },
  },
})
