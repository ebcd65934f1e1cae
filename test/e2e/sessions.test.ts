import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
let browser: Browser
beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

test('a clerk ends what he left open elsewhere, the security administrator what somebody else did', async () => {
  const left = await pageOf(nodes, browser, 'fang-min')
  const clerk = await pageOf(nodes, browser, 'fang-min')
  await clerk.goto('/counter')
  await clerk.getByRole('link', { name: '方敏' }).click()
  await clerk.getByRole('heading', { name: '登录情况' }).waitFor()
  await clerk.getByText('其他位置', { exact: true }).waitFor()
  await clerk.getByRole('button', { name: '其他位置全部退出' }).click()
  await clerk.getByText('已退出 1 处登录。').waitFor()
  await clerk.getByText('其他位置', { exact: true }).waitFor({ state: 'detached' })
  await left.goto('/counter')
  await left.getByRole('heading', { name: '请先登录' }).waitFor()

  const secadmin = await pageOf(nodes, browser, 'secadmin')
  await secadmin.goto('/sessions')
  await secadmin.getByLabel('账号').fill('320111:fang-min')
  await secadmin.getByRole('button', { name: '结束此账号的登录' }).click()
  await secadmin.getByText('已退出 1 处登录。').waitFor()
  await clerk.goto('/counter')
  await clerk.getByRole('heading', { name: '请先登录' }).waitFor()
  expect(await violations(secadmin)).toEqual([])

  await secadmin.getByRole('button', { name: '结束所有人的登录' }).click()
  await secadmin
    .getByRole('dialog')
    .getByRole('button', { name: /^结束所有人的登录/ })
    .click()
  await secadmin.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await nodes.pukou.node.db.selectFrom('session').select('kind').execute()).toEqual([
    { kind: 'staff' },
  ])
})
