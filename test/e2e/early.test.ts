import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wang } from '../../scripts/scenario/residents.ts'
import { startBrowser } from '../support/browser.ts'
import { hold } from '../support/hold.ts'
import { pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** Keys that come before the page knows what they would do: they do nothing, or what was meant. */

let nodes: TwoNodes
let browser: Browser

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
  const guide = '/api/catalogue/items/340523/residence-permit'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(guide)).status === 200)
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

test('no key begins anything before it is known which stands first', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  const usual = await hold(page, 'GET', /\/api\/counters\/usual/)
  const bundles = page.waitForResponse(/\/api\/catalogue\/bundles/)
  await page.goto('/counter')
  await bundles
  await usual.arrived
  await page.getByRole('combobox', { name: '事项名称' }).waitFor()
  expect(await page.locator('.lq-bundle').count()).toBe(0)
  usual.letGo()
  await page.locator('.lq-bundle').first().waitFor()
})

test('an item is begun alone only when it is known that no bundle stands before it', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  const bundles = await hold(page, 'GET', /\/api\/catalogue\/bundles/)
  await page.goto('/counter')
  await bundles.arrived
  await page.getByRole('combobox', { name: '事项名称' }).fill('jzz')
  await page.keyboard.press('Enter')
  await page.getByText('能，就在这里办').waitFor()
  const begin = page.locator('.lq-begin button')
  expect(await begin.count()).toBe(0)
  bundles.letGo()
  await begin.first().waitFor()
  expect(await begin.first().textContent()).toContain('作为一件事办')
})

test('nobody agrees to what does not stand there yet to be read', async () => {
  const { status } = await nodes.pukou.as().post('/api/queue/tickets', {
    ...{ command: randomUUID(), station: 'wujiang', kind: '政务' },
    person: {
      ...{ name: wang.name, idNumber: wang.idNumber },
      consent: { notice: 'privacy-notice', given: true },
    },
  })
  expect(status).toBe(200)
  const page = await pageOf(nodes, browser, 'fang-min')
  const texts = await hold(page, 'GET', /\/api\/catalogue\/jurisdictions$/)
  await page.goto('/counter')
  await texts.arrived
  await page.getByText('等候 1 人').waitFor()
  await page.keyboard.press('F2')
  await page.locator('.lq-bundle:enabled').first().waitFor()
  await page.keyboard.press('Alt+1')
  await page.getByRole('heading', { name: '告知和同意' }).waitFor()
  await page.keyboard.press('Alt+Y')
  const agree = page.locator('.lq-consent-act button')
  expect(await agree.isDisabled()).toBe(true)
  texts.letGo()
  await page.locator('.lq-consent-act button:enabled').waitFor()
  await page.keyboard.press('Alt+Y')
  await page.getByText('本人已阅读并签字同意').waitFor()
})

test('who comes to the window by a link types at once, as after a reload', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto('/received')
  await page.getByRole('heading', { name: '收件和送达' }).waitFor()
  await page.getByRole('link', { name: '窗口工作台', exact: true }).press('Enter')
  // These come later than the page itself; the cursor stays where it was put.
  await page.locator('.lq-bundle').first().waitFor()
  expect(await page.locator('[role=combobox]:focus').count()).toBe(1)
})
