import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Every violation that axe finds on the page as it is now, one line each; none is the bar. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze()
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}`))
}
