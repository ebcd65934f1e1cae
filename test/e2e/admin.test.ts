import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { fits, pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

let nodes: TwoNodes
let browser: Browser

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
  const guide = '/api/catalogue/items/340523/no-crime-certificate'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(guide)).status === 200)
  const matter = noCrimeCertificate('340523')
  const { status } = await nodes.pukou.as(people.pukou.clerk).post('/api/matters', matter)
  expect(status).toBe(200)
  await until('the case is with 和县', async () => {
    const { body } = await nodes.pukou.as(people.pukou.sysadmin).get('/api/exchange/ledger?peer=340523')
    return body.equal && body.waiting === 0 && body.own.records > 0
  })
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

test('the system administrator sees the link, compares the ledgers, and opens a message to its receipt', async () => {
  const page = await pageOf(nodes, browser, 'sysadmin', { width: 1024 })
  await page.goto('/admin/exchange')
  await page.getByText('畅通').waitFor()
  await page.getByRole('button', { name: '账本比对' }).click()
  await page.getByText('一致', { exact: true }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: '报文' }).click()
  await page.getByRole('button', { name: /^详情/ }).first().click()
  await page.getByText('对方签名回执').waitFor()
  expect(await violations(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  await page.getByRole('link', { name: '告警' }).click()
  await page.getByText('没有告警').waitFor()
})

test('an administrator sees first whether all is well, and whom to look after when it is not', async () => {
  const page = await pageOf(nodes, browser, 'sysadmin', { width: 1024 })
  await page.goto('/admin/overview')
  await page.getByRole('heading', { name: '运行正常' }).waitFor()
  expect(await violations(page)).toEqual([])
  const [message] = await nodes.pukou.node.db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'processed')
    .limit(1)
    .execute()
  await nodes.pukou.node.db
    .updateTable('outbox')
    .set({ state: 'dead' })
    .where('id', '=', message?.id ?? '')
    .execute()
  await page.reload()
  await page.getByText('和县：1 条报文停止补发').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: '查看', exact: true }).click()
  await page.getByRole('cell', { name: '停止补发' }).waitFor()
  expect(await fits(page)).toBe(true)
})

test('a clerk has no way to the overview, and is told so at its address', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto('/admin/overview')
  await page.getByRole('heading', { name: '没有权限' }).waitFor()
  expect(await page.getByRole('link', { name: '运行', exact: true }).count()).toBe(0)
})

test('the auditor reads the log of queries, and has no button that changes anything', async () => {
  const page = await pageOf(nodes, browser, 'auditor', { width: 1024 })
  await page.goto('/admin/exchange?tab=queries')
  await page.getByRole('cell', { name: '账本比对' }).first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协议' }).click()
  await page.getByRole('link', { name: /合作协议/ }).click()
  await page.getByRole('heading', { name: '授权', exact: true }).waitFor()
  expect(await page.getByRole('button', { name: '声明退出' }).count()).toBe(0)
})

test('a clerk is told that the exchange is not for his post', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto('/admin/exchange')
  await page.getByRole('heading', { name: '没有权限' }).waitFor()
})

test('the security administrator reads who signed, and leaves only with the agreed notice', async () => {
  const page = await pageOf(nodes, browser, 'secadmin')
  await page.goto('/admin/agreements')
  await page.getByText('签名有效（刚刚校验）').first().waitFor()
  expect(await page.getByText('签名有效（刚刚校验）').count()).toBe(2)
  await page.getByRole('link', { name: /合作协议/ }).click()
  await page.getByText('居住证和参保类').first().click()
  await page.getByText('居住证申领').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '声明退出' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('失效日期').fill('20260401')
  await dialog.getByLabel('理由').fill('演示：合作到此为止。')
  await dialog.getByRole('button', { name: /^声明退出/ }).click()
  await dialog.getByText(/退出通知期不足/).waitFor()
  await dialog.getByLabel('失效日期').fill('20260901')
  await dialog.getByRole('button', { name: /^声明退出/ }).click()
  await page.getByText(/浦口已声明退出/).waitFor()
})
