import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import type { TestProvider } from '../support/provider.ts'
import { oneStory } from '../support/story.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** A resident asks and reads on a telephone; an administrator imports at a desk. */

let nodes: TwoNodes
let provider: TestProvider
let browser: Browser
let page: Page
const story = oneStory()
const faults: string[] = []
beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  if (!nodes.provider) throw new Error('started without its provider')
  provider = nodes.provider
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  page.on('pageerror', error => faults.push(error.message))
  story.on(page, 'nobody, then sysadmin')
  const path = '/api/catalogue/items/340523/residence-permit'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(path)).status === 200)
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

/** Sound for eyes, ears and narrow screens. */
async function sound(): Promise<void> {
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expect(faults).toEqual([])
}

test('initials find the item in both provinces, and the keyboard opens its guide', async () => {
  await page.goto(`${nodes.pukou.url}/items`)
  await page.getByRole('combobox', { name: '事项名称' }).fill('jzz')
  // The whole list that stands there first may hold it, too: its keys walk another list than the one that is asked for.
  await page.locator('[role=listbox][aria-busy=false]').waitFor()
  await page.getByRole('option', { name: /皖 和县 居住证申领/ }).waitFor()
  await sound()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '居住证申领' }).waitFor()
  expect(page.url()).toContain('/items/340523/residence-permit')
})

test('the guide answers first whether it can be done here, and changes with the place', async () => {
  await page.getByText('能，在这里交').waitFor()
  await page.getByLabel('我在').selectOption({ label: '乌江联动共治站' })
  await page.getByText('能，就在这里办').waitFor()
  await page.getByRole('heading', { name: /不用带的/ }).waitFor()
  await sound()
})

test('both guides stand side by side, the differences marked', async () => {
  await page.getByRole('link', { name: /指南对照/ }).click()
  await page.getByText(/处不同/).waitFor()
  await page.getByLabel('只看不同').check()
  expect(await page.locator('tbody tr:not(.lq-differs)').count()).toBe(0)
  await sound()
})

test('an administrator sees what is wrong before, and publishes what is right', async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await signInOn(page, nodes.pukou.url, provider, 'sysadmin')
  await page.goto(`${nodes.pukou.url}/admin/catalogue`)
  const upload = (text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: '清单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await upload('事项名称,承诺办结时限\n居住证申领,三天\n')
  await page.getByText('请填时限').waitFor()
  expect(await page.getByRole('button', { name: /确认发布/ }).isDisabled()).toBe(true)
  await sound()
  await page.getByRole('button', { name: '换一个文件' }).click()
  await upload('事项名称,承诺办结时限,承诺办结时限单位\n居住证申领,8,自然日\n')
  await page.getByRole('button', { name: /确认发布 1 项/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确认发布/ })
    .click()
  await page.getByText('已发布 1 项').waitFor()
  await sound()
})
