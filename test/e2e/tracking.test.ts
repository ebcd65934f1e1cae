import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { fits, pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
let browser: Browser
const { clerk, acceptor } = people.pukou

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

async function received(): Promise<{ id: string; code: string }> {
  const { body } = await nodes.pukou.as(clerk).post('/api/matters', noCrimeCertificate('320111'))
  return { id: body.cases[0].id, code: body.trackingCode }
}

test('a code as people paste it leads to where the matter stands, on a telephone', async () => {
  const { code } = await received()
  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  await page.goto('/track')
  await page.getByLabel(/查询码/).fill(`${nodes.pukou.url}/track/${code.toLowerCase()} `)
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForURL(`**/track/${code}`)
  await page.getByText(/申请已收到/).waitFor()
  await page.getByText(/2026年3月17日前告诉您是否受理/).waitFor()
  expect(await page.getByRole('main').textContent()).not.toContain('欧阳思远')
  expect(await violations(page)).toEqual([])
  expect(await fits(page)).toBe(true)
})

test('what stands in a page is told by the node’s clock, wherever the telephone believes to be', async () => {
  const { code } = await received()
  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  await page.clock.setFixedTime('2031-07-01T12:00:00Z')
  await page.goto(`/track/${code}`)
  // The year is told only where it is another one.
  await page.getByText('截至 3月10日 09:00').waitFor()
})

test('a code that is none, and one that nobody has, are said kindly', async () => {
  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  await page.goto('/track/7K3M-9QWX-2B4C-6D8E')
  await page.getByText('没有找到这个查询码').waitFor()
  expect(await page.getByLabel(/查询码/).inputValue()).toBe('7K3M-9QWX-2B4C-6D8E')
  await page.goto('/track/nonsense')
  await page.getByText('没有找到这个查询码').waitFor()
  expect(await violations(page)).toEqual([])
})

test('a certificate that nobody issued: its code stands ready to be put right, whole or not', async () => {
  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  for (const typed of ['7K3M-9QWX-2B4C-6D8E', '7K3M-9QWX']) {
    await page.goto(`/verify/${typed}`)
    await page.getByRole('heading', { name: '查无此证' }).waitFor()
    expect(await page.getByLabel(/查验码/).inputValue()).toBe(typed)
  }
  await page.getByLabel(/查验码/).fill('7K3M-9QWX-2B4C-6D8F')
  await page.getByRole('button', { name: '查验' }).click()
  await page.waitForURL('**/verify/7K3M-9QWX-2B4C-6D8F')
  await page.getByRole('heading', { name: '查无此证' }).waitFor()
  expect(await violations(page)).toEqual([])
})

test('points to correct stand first, with their day', async () => {
  const { id, code } = await received()
  await stepAs(nodes.pukou, acceptor, id, 'require-correction', { points: [{ text: '请补充现住址。' }] })
  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  await page.goto(`/track/${code}`)
  await page.getByRole('heading', { name: /您需要做的/ }).waitFor()
  await page.getByText('请补充现住址。').waitFor()
  await page.getByText(/请在 2026年3月31日前（含当日）一次补齐/).waitFor()
})

test('refused: the day to come back; rated once by the person, never from a session of staff', async () => {
  const { id, code } = await received()
  await stepAs(nodes.pukou, acceptor, id, 'refuse', { reason: '登记未满半年。', returnOn: '2026-06-01' })

  const staff = await pageOf(nodes, browser, 'fang-min', { width: 360 })
  await staff.goto(`/track/${code}`)
  await staff.getByText(/工作人员账号不能评价/).waitFor()
  expect(await staff.getByRole('radio').count()).toBe(0)
  const { body } = await nodes.pukou
    .as(clerk)
    .post(`/api/track/${code}/cases/${id}/rating`, { command: crypto.randomUUID(), grade: 5 })
  expect(body.code).toBe('rating-not-staff')

  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  await page.goto(`/track/${code}`)
  await page.getByText('2026年6月1日起可再来办理').waitFor()
  await page.getByText('不满意', { exact: true }).click()
  await page.getByText('办事效率').click()
  await page.getByLabel(/还想说的话/).fill('跑了两趟。')
  expect(await violations(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  await page.reload()
  await page.getByText('跑了两趟。').waitFor()
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('已评价：不满意').waitFor()
  await page.reload()
  await page.getByText('已评价：不满意').waitFor()
})

test('own cases that could not be asked for are asked for again', async () => {
  const page = await pageOf(nodes, browser, 'wang-xiaoqiao', { width: 360 })
  const list = (url: URL) => url.pathname === '/api/cases' && url.searchParams.get('view') === 'ended'
  await page.route(list, route => route.abort('internetdisconnected'))
  await page.goto('/my')
  const retry = page.getByRole('button', { name: '重试' })
  await retry.waitFor()
  await page.unroute(list)
  await retry.click()
  await page.getByText('还没有办件').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})
