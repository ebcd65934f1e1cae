/**
 * A telephone of the middle class on 4G, simulated by the browser itself (DevTools protocol): its processor four times slower
 * than this machine's, its line that of `test/support/slow-line.ts`. What cannot be simulated so: the slow start of TCP, and a
 * processor of another make.
 */
import type { Browser, BrowserContextOptions, CDPSession } from 'playwright-core'
import { countBytes } from '../test/support/opening.ts'

/** What one visit with nothing in the cache took, in milliseconds since the address was entered, and its bytes on the line. */
export interface Opened {
  /** First contentful paint. */
  paintMs: number
  /** The first picture that shows what the page was opened for. */
  contentMs: number
  bytes: number
}

/** Lighthouse's mobile preset (GoogleChrome/lighthouse, docs/throttling.md): “Slow 4G”, and `cpuSlowdownMultiplier`. */
const slowerBy = 4
const roundTripMs = 150
const line = {
  urlPattern: '',
  latency: roundTripMs,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
  connectionType: 'cellular4g',
} as const
/** The document comes over a new connection: TCP, TLS 1.3 and the question are a round trip each. */
const documentLine = (url: string) => ({
  ...line,
  // A pattern (URLPattern), in which a question mark would mean something else.
  urlPattern: url.replaceAll('?', String.raw`\?`),
  latency: 3 * roundTripMs,
})

const telephone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
}

/** Open a page for the first time, on a telephone of its own, until `shown` stands there and nothing more is on its way. */
export async function openOnTelephone(
  browser: Browser,
  { url, shown, cookie }: { url: string; shown: string; cookie: string },
): Promise<Opened> {
  const context = await browser.newContext(telephone)
  try {
    await context.addCookies(cookiesOf(cookie, url))
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const bytes = countBytes(session)
    await slowDown(session, url)
    await page.addInitScript(watchFor(shown))
    const [content] = await Promise.all([
      page.waitForEvent('console', said => said.text().startsWith(told)),
      page.goto(url, { waitUntil: 'commit' }),
    ])
    await page.waitForLoadState('networkidle')
    return {
      paintMs: await page.evaluate<number>(firstPaint),
      contentMs: Number(content.text().slice(told.length)),
      bytes: [...bytes.values()].reduce((all, some) => all + some, 0),
    }
  } finally {
    await context.close()
  }
}

async function slowDown(session: CDPSession, url: string): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditionsByRule', {
    matchedNetworkConditions: [documentLine(url), line],
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowerBy })
}

const firstPaint = `performance.getEntriesByName('first-contentful-paint')[0].startTime`

/**
 * A script for the page, which says itself when `shown` has been painted: nobody looks at it from outside meanwhile and takes
 * of its processor. What a frame's callback asks for is done when the frame has been painted.
 */
const watchFor = (shown: string) => `
  const look = () => {
    if (!document.querySelector(${JSON.stringify(shown)})?.getClientRects().length) return
    watching.disconnect()
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => console.debug('${told}' + performance.now())
    requestAnimationFrame(() => port2.postMessage(undefined))
  }
  const watching = new MutationObserver(look)
  watching.observe(document, { childList: true, subtree: true })`

const told = 'content painted: '

const cookiesOf = (cookie: string, url: string) =>
  cookie
    .split('; ')
    .filter(Boolean)
    .map(pair => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    })
