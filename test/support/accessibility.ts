import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Every violation that axe finds on the page as it is now, one line each; none is the bar. */
export async function violations(page: Page): Promise<string[]> {
  // In legacy mode axe runs within the page itself, frames of the same origin included. Otherwise it opens a second page for
  // every look and puts its half megabyte of script there too, which takes most of the time.
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}`))
}
