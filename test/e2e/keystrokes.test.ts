import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wang } from '../../scripts/scenario/residents.ts'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { oneStory } from '../support/story.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/**
 * Scenario (a) at the window, from the call to the receipt: how many keys a clerk strikes who knows them, and how often he
 * reaches for the mouse. A combination such as Ctrl+Enter is one stroke. Eleven are the digits of the telephone number,
 * which no register holds. The other nine: call, choose, consent, the ground, two scans, the declaration, the points and
 * originals checked, receive. Consent is given before anything is asked, and what was pulled is shown before it is used.
 */
const most = { keys: 20, pointer: 0 }

/** As it was measured before consent asked the registers, one key scanned, and forms came with what is usual. */
const before = { keys: 29, pointer: 0 }

let nodes: TwoNodes
let browser: Browser
let page: Page
const story = oneStory()
beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addInitScript({ content: `(${count.toString()})()` })
  page = await context.newPage()
  story.on(page, 'fang-min')
  // From the beginning: a listener that comes with the key may come late. The signed authority, then the photograph.
  page.on('filechooser', chooser =>
    chooser.setFiles(join(import.meta.dirname, '../../scripts/scenario/picture.png')),
  )
  const path = '/api/catalogue/items/340523/residence-permit'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(path)).status === 200)
  if (!nodes.provider) throw new Error('started without its provider')
  await signInOn(page, nodes.pukou.url, nodes.provider, 'fang-min')
  const { name, idNumber } = wang
  await nodes.pukou.as().post('/api/queue/tickets', {
    ...{ command: randomUUID(), station: 'wujiang', kind: '政务' },
    person: { name, idNumber, consent: { notice: 'privacy-notice', given: true } },
  })
  await page.goto(`${nodes.pukou.url}/counter`)
  await page.getByText('等候 1 人').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

/** Runs in the page and counts what really arrives there. */
function count(): void {
  // biome-ignore lint/suspicious/noExplicitAny: the tests are checked without the types of a browser
  const page = globalThis as any
  page.struck = { keys: 0, pointer: 0 }
  const held = ['Alt', 'Control', 'Shift', 'Meta']
  page.addEventListener('keydown', (e: { key: string }) => held.includes(e.key) || page.struck.keys++, true)
  for (const moved of ['pointermove', 'pointerdown', 'wheel'])
    page.addEventListener(moved, () => page.struck.pointer++, true)
}

const strike = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const focused = (id: string) => page.locator(`[id$="${id}"]:focus`).waitFor()

test('the whole way takes few keys and no pointer', async () => {
  await strike('F2')
  await page.getByRole('region', { name: '办事人' }).getByText(wang.name).waitFor()
  await page.locator('.lq-bundle:enabled').first().waitFor()
  await strike('Alt+1')
  await page.getByRole('heading', { level: 1, name: /一件事/ }).waitFor()
  await page.locator('.lq-consent-act button:enabled').waitFor()
  expect(await page.locator('.lq-pull--found').count()).toBe(0)
  await strike('Alt+Y')
  await page.locator('.lq-ask-first input:focus').waitFor()
  // 合法稳定住所: which register is asked depends on it.
  await strike('2')
  await page.getByRole('button', { name: /已全部调取/ }).waitFor()
  // What each register said stands there for the person to look at.
  expect(await page.locator('.lq-pull--found .lq-evidence-preview').count()).toBe(5)
  await strike('Alt+S')
  await focused('/applicant/phone')
  await strike(...wang.phone)
  await focused('/declaration')
  await strike('Space')
  await strike('Alt+S')
  await page.getByText('材料齐了').waitFor()
  await strike('Alt+A', 'Control+Enter')
  await page.getByRole('heading', { name: '收件完成' }).waitFor()

  const struck = (await page.evaluate('struck')) as typeof most
  console.log(
    `keystrokes: ${struck.keys} (before: ${before.keys}), pointer moves: ${struck.pointer} (before: ${before.pointer})`,
  )
  expect(struck.keys).toBeLessThanOrEqual(most.keys)
  expect(struck.pointer).toBe(most.pointer)
})
