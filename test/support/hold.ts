import type { Page } from 'playwright-core'

/**
 * Hold the answers to what a page asks of an address, which the node has done by then. `arrived` resolves when the first
 * one is held; `letGo` lets go of them and of all that come later.
 */
export async function hold(
  page: Page,
  method: string,
  address: RegExp,
): Promise<{ arrived: Promise<void>; letGo: () => void }> {
  const arrived = Promise.withResolvers<void>()
  const open = Promise.withResolvers<void>()
  await page.route(address, async route => {
    if (route.request().method() !== method) return route.fallback()
    try {
      const response = await route.fetch({ timeout: 0 })
      arrived.resolve()
      await open.promise
      await route.fulfill({ response })
    } catch (error) {
      // The page was closed or has gone elsewhere; or nothing arrives, which who waits for it is told.
      arrived.reject(error)
    }
  })
  arrived.promise.catch(() => {})
  return { arrived: arrived.promise, letGo: open.resolve }
}
