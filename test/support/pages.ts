import type { Browser, Page } from 'playwright-core'
import { signInOn } from './browser-sign-in.ts'
import type { TwoNodes } from './two-nodes.ts'

/** What a page of a test is opened with. */
export interface PageOptions {
  side?: 'pukou' | 'hexian'
  width?: number
}

/** A page of a node; `username` undefined = nobody has signed in. Faults of the page fail the test. */
export async function pageOf(
  nodes: TwoNodes,
  browser: Browser,
  username: string | undefined,
  { side = 'pukou', width = 1440 }: PageOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: nodes[side].url,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.on('pageerror', error => {
    throw error
  })
  if (username) {
    if (!nodes.provider) throw new Error('started without its provider')
    await signInOn(page, nodes[side].url, nodes.provider, username)
  }
  return page
}

/** Whether nothing stands beyond the edge of the page. */
export function fits(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth')
}
