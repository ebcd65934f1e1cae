import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core'
import { until } from './until.ts'

/** A telephone of 360 pixels; `storageState` signs somebody in. */
export type Telephone = Pick<BrowserContextOptions, 'storageState' | 'locale'>

/** What the first visit to a page asked for: the bytes on the line of each address, headers included. */
export interface Visit {
  bytes: ReadonlyMap<string, number>
  /** What the page's main thread took until nothing more was to do. */
  processorMs: number
}

/** Open a page for the first time, with nothing in the cache, until `shown` stands there and nothing more is on its way. */
export function visit(browser: Browser, telephone: Telephone, url: string, shown: string): Promise<Visit> {
  return withPage(browser, telephone, async (page, session) => {
    const bytes = countBytes(session)
    await session.send('Network.enable')
    await page.goto(url)
    await page.locator(shown).first().waitFor()
    await page.waitForLoadState('networkidle')
    return { bytes, processorMs: await processorMs(session) }
  })
}

/** What was seen while all but the document was held back, and style sheets, if it asks for any. */
export interface HeldVisit {
  /** Addresses that hold up the first paint. */
  blocking: readonly string[]
  /** Addresses that were asked for only when the held answers had come. */
  later: readonly string[]
  /** What the page's main thread took until something was painted. */
  processorMs: number
}

/**
 * Open the page again, from nothing, and hold back everything but the document and its style sheets: until something is
 * painted and all of `wanted` is asked for. Then let go, and see whether more is asked for before `shown` stands there.
 * Waits on these things themselves, so that it is the same whether machine, node or browser is fast or slow.
 */
export function heldVisit(
  browser: Browser,
  telephone: Telephone,
  url: string,
  shown: string,
  wanted: Iterable<string>,
): Promise<HeldVisit> {
  return withPage(browser, telephone, async (page, session) => {
    const asked = new Set<string>()
    const open = Promise.withResolvers<void>()
    await page.route('**/*', async route => {
      const request = route.request()
      asked.add(request.url())
      const first = request.isNavigationRequest() || request.resourceType() === 'stylesheet'
      if (!first) await open.promise
      // The page may be closed by then.
      await route.continue().catch(() => {})
    })
    await page.goto(url, { waitUntil: 'commit' })
    const missing = () => [...wanted].filter(address => !asked.has(address))
    await until(`asked for with the document: ${missing().join(' ')}`, () => missing().length === 0)
    await until('a first paint', () => page.evaluate(paint))
    const painted = await processorMs(session)
    const before = new Set(asked)
    open.resolve()
    await page.locator(shown).first().waitFor()
    await page.waitForLoadState('networkidle')
    return {
      blocking: await page.evaluate<string[]>(blocking),
      later: [...asked].filter(address => !before.has(address)),
      processorMs: painted,
    }
  })
}

const paint = `performance.getEntriesByName('first-contentful-paint').length > 0`
const blocking = `performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').map(e => e.name)`

async function withPage<T>(
  browser: Browser,
  telephone: Telephone,
  look: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    ...telephone,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  })
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    return await look(page, session)
  } finally {
    await context.close()
  }
}

/** Milliseconds that the page's main thread was at work, by the clock of the processor and at this machine's speed. */
async function processorMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** Bytes on the line by address, headers included; filled as they arrive. What comes out of a cache has none. */
export function countBytes(session: CDPSession): ReadonlyMap<string, number> {
  const addresses = new Map<string, string>()
  const bytes = new Map<string, number>()
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId)
    if (address) bytes.set(address, (bytes.get(address) ?? 0) + encodedDataLength)
  })
  return bytes
}
