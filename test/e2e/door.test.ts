import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import type { TestProvider } from '../support/provider.ts'
import { oneStory } from '../support/story.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

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
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  page = await context.newPage()
  page.on('pageerror', error => faults.push(error.message))
  story.on(page, 'nobody, then fang-min')
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

test('the first page of either node opens on a telephone, without a violation or an error', async () => {
  for (const { url } of [nodes.pukou, nodes.hexian]) {
    await page.goto(url)
    await page.getByRole('main').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  }
  expect(faults).toEqual([])
})

test('a clerk signs in with the one-time code and is known by name', async () => {
  await signInOn(page, nodes.pukou.url, provider, 'fang-min')
  const session = await page.evaluate(`fetch('/api/session').then(answer => answer.json())`)
  expect(session).toMatchObject({ who: { name: '方敏', roles: ['clerk'] } })
  expect(faults).toEqual([])
})
