import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { caseAs, noCrimeCertificate, people } from '../support/matters.ts'
import { oneStory } from '../support/story.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/**
 * What is typed is kept: through a line that is down, a session that ended and a page that is loaded anew – at the window,
 * and in the dialog of a step.
 */
let nodes: TwoNodes
let browser: Browser
let page: Page
const story = oneStory()
const wang = { name: '王晓桥', idNumber: '340523199003159916' }

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  story.on(page, 'fang-min')
  if (!nodes.provider) throw new Error('started without its provider')
  await signInOn(page, nodes.pukou.url, nodes.provider, 'fang-min')
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

const offline = (down: boolean) => page.context().setOffline(down)
const says = (text: string | RegExp) => page.getByText(text).first().waitFor()
/** As after hours of doing nothing: the node knows this session no more. */
const endSessions = () => nodes.pukou.node.db.deleteFrom('session').execute()
async function signInAgain(): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '请重新登录' })
  await dialog.getByRole('button', { name: '重新登录' }).click()
  await dialog.waitFor({ state: 'detached' })
}

const phone = () => page.getByLabel(/^联系电话/)
const note = () => page.getByLabel('收件备注')

test('at the window: a line that is down, a session that ended, and a reload lose no letter', async () => {
  await nodes.pukou.as().post('/api/queue/tickets', {
    ...{ command: randomUUID(), station: 'wujiang', kind: '政务' },
    person: { ...wang, consent: { notice: 'privacy-notice', given: true } },
  })
  await page.goto(`${nodes.pukou.url}/counter`)
  await page.getByText('等候 1 人').waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('region', { name: '办事人' }).getByText(wang.name).waitFor()
  await page.locator('.lq-bundle:enabled').first().waitFor()
  await page.keyboard.press('Alt+1')
  await phone().fill('138')
  await says('已保存')

  await offline(true)
  await phone().fill('1380000')
  await note().fill('电话里说过要加急')
  await says('暂存在本机')
  await offline(false)
  await says('已保存')
  await page.reload()
  expect([await phone().inputValue(), await note().inputValue()]).toEqual(['1380000', '电话里说过要加急'])

  await endSessions()
  await phone().fill('13800000001')
  await signInAgain()
  await says('已保存')
  expect([await phone().inputValue(), await note().inputValue()]).toEqual(['13800000001', '电话里说过要加急'])
  // Typed within the moment before the page goes.
  await note().fill('电话里说过要加急，已答复')
  await page.reload()
  await says('已保存')
  expect(await note().inputValue()).toBe('电话里说过要加急，已答复')
})

test('in the dialog of a step, too; and the step is taken once', async () => {
  const { pukou } = nodes
  const { body } = await pukou.as(people.pukou.clerk).post('/api/matters', noCrimeCertificate('320111'))
  const id = body.cases[0].id as string
  await page.goto(`${pukou.url}/office/cases/${id}`)
  const open = async () => {
    await page.getByRole('button', { name: '退件', exact: true }).click()
    return page.getByRole('dialog').getByLabel(/^理由/)
  }
  const submit = () =>
    page
      .getByRole('dialog')
      .getByRole('button', { name: /^退件 / })
      .click()
  const reason = '申请事项不属于本站收件范围，请到属地窗口办理。'
  await (await open()).fill(reason)
  await offline(true)
  await submit()
  await says('网络不通')
  expect(await page.getByRole('dialog').getByLabel(/^理由/).inputValue()).toBe(reason)
  await offline(false)
  await page.reload()
  expect(await (await open()).inputValue()).toBe(reason)

  await endSessions()
  await submit()
  await signInAgain()
  expect(await (await open()).inputValue()).toBe(reason)
  await submit()
  await says('已办理：退件')
  const view = await caseAs(pukou, people.pukou.clerk, id)
  expect(view.timeline.map(({ verb }) => verb)).toEqual(['receive', 'return'])
  expect(view.timeline.at(-1)?.body).toEqual({ reason })
})

test('signing out forgets it in every tab of the browser', async () => {
  const kept = (tab: Page) =>
    tab.evaluate(() => Object.keys(sessionStorage).filter(key => key.startsWith('lianqiao.draft.')))
  const other = await page.context().newPage()
  const { body } = await nodes.pukou.as(people.pukou.clerk).post('/api/matters', noCrimeCertificate('320111'))
  await other.goto(`${nodes.pukou.url}/office/cases/${body.cases[0].id}`)
  await other.getByRole('button', { name: '退件', exact: true }).click()
  await other.getByRole('dialog').getByLabel(/^理由/).fill('申请事项不属于本站收件范围。')
  await other.waitForFunction(() =>
    Object.keys(sessionStorage).some(key => key.startsWith('lianqiao.draft.')),
  )

  await page.goto(`${nodes.pukou.url}/counter`)
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(url => url.pathname === '/')
  await other.waitForURL(url => url.pathname === '/')
  await other.getByRole('button', { name: '登录', exact: true }).first().waitFor()
  expect([await kept(page), await kept(other)]).toEqual([[], []])
})
