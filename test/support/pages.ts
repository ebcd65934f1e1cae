import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { signInOn } from './browser-sign-in.ts'
import type { TwoNodes } from './two-nodes.ts'

/** What a page of a test is opened with. */
export interface PageOptions {
  side?: 'pukou' | 'hexian'
  width?: number
}

/**
 * A page of a node, for as long as the test runs; `username` undefined = nobody has signed in. Faults of the page fail the
 * test.
 */
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
  const tell = follow(page, username)
  // A page that were left open would go on asking the node, and take the machine from the tests that come.
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await tell()
    await context.close()
  })
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

/**
 * Note the calls that a page makes. What is returned tells the last of them and what stands on the page: so a red run on
 * another machine tells why.
 */
export function follow(page: Page, username = 'nobody'): () => Promise<void> {
  const calls: string[] = []
  const note = (line: string) => calls.push(line) > 30 && calls.shift()
  page.on('response', answer => {
    const { pathname } = new URL(answer.url())
    if (pathname.startsWith('/api/')) note(`${answer.request().method()} ${pathname} ${answer.status()}`)
  })
  page.on('requestfailed', request => note(`${request.url()} ${request.failure()?.errorText}`))
  page.on('console', message => message.type() === 'error' && note(message.text()))
  return async () => {
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen, not what is hidden
    const text = await page.innerText('body', { timeout: 5_000 }).catch(error => String(error))
    console.error([`the page of ${username}, ${page.url()}`, ...calls, text].join('\n'))
  }
}
