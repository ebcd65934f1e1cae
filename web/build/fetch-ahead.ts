import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Vite wraps each `import()` into `__vitePreload(load, files)`, whose files it adds to the document as links: a link that
 * failed is never asked for again, and a page whose style sheet was lost stays without it. Ours stands in its place.
 */
export function fetchAhead(): Plugin {
  const ours = fileURLToPath(new URL('../src/lib/fetch-ahead.ts', import.meta.url))
  return {
    name: 'fetch-ahead',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /^\0vite\/preload-helper\.js$/ },
      handler: () => `export { fetchAhead as __vitePreload } from ${JSON.stringify(ours)}`,
    },
  }
}
