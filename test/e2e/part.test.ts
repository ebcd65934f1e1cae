import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/** Parts of the program that a page fetches when they are wanted, over a line that breaks at that moment and comes back. */

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

async function received(): Promise<{ id: string; trackingCode: string }> {
  const { status, body } = await nodes.pukou
    .as(people.pukou.clerk)
    .post('/api/matters', noCrimeCertificate('320111'))
  expect(status, JSON.stringify(body)).toBe(200)
  return { id: body.cases[0].id, trackingCode: body.trackingCode }
}

/** The files of this name do not come until the line is mended. */
async function brokenLine(page: Page, name: RegExp): Promise<{ mend: () => void }> {
  let broken = true
  await page.route(name, route => (broken ? route.abort('internetdisconnected') : route.continue()))
  return {
    mend: () => {
      broken = false
    },
  }
}

test('a step whose dialog does not come says so on the page as it is, and opens at the next try', async () => {
  const { id } = await received()
  const page = await pageOf(nodes, browser, 'shen-lei')
  const line = await brokenLine(page, /\/assets\/(ActDialog|FileDrop)-/)
  await page.goto(`/office/cases/${id}`)
  await page.getByRole('button', { name: '受理', exact: true }).click()
  const told = page.getByRole('alert')
  await told.getByText('没有打开').waitFor()
  await page.getByRole('region', { name: '下一步' }).waitFor()

  // Still broken: it is said again, and the cursor is there.
  await told.getByRole('button', { name: '重试' }).click()
  await page.locator('[role=alert]:focus').getByText('没有打开').waitFor()
  line.mend()
  await told.getByRole('button', { name: '重试' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^受理 / }).waitFor()
  expect(await told.count()).toBe(0)
  // With its looks.
  const foot = dialog.locator('.lq-act-foot')
  expect(await foot.evaluate(one => getComputedStyle(one).borderTopStyle)).toBe('solid')
  await dialog.getByRole('button', { name: /^受理 / }).click()
  await page.getByText('已办理：受理').waitFor()
})

test('a form that does not come into its dialog leaves there what was typed, and comes at the next try', async () => {
  const { id } = await received()
  const points = [{ field: { at: '/applicant/phone', title: '联系电话' }, text: '请核对联系电话。' }]
  await stepAs(nodes.pukou, people.pukou.acceptor, id, 'require-correction', { points })
  const page = await pageOf(nodes, browser, 'fang-min')
  const line = await brokenLine(page, /\/assets\/(CorrectedForm|SchemaForm)-/)
  await page.goto(`/office/cases/${id}`)
  await page.getByRole('button', { name: '补正', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('没有打开').waitFor()
  await dialog.getByLabel('说明').fill('电话已核对。')
  line.mend()
  await dialog.getByRole('button', { name: '重试' }).click()
  await dialog.getByRole('group', { name: '更正申请表' }).getByLabel('联系电话').waitFor()
  expect(await dialog.getByLabel('说明').inputValue()).toBe('电话已核对。')
})

test('a page that does not come is asked for again, without another start of the program', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto('/counter')
  const line = await brokenLine(page, /\/assets\/(ReceivedPage|list)-/)
  const link = page.getByRole('link', { name: '收件和送达' })
  await link.click()
  await page.getByRole('alert').getByText('网络不通').waitFor()
  await page.evaluate(() => Object.assign(globalThis, { sameStart: true }))
  line.mend()
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByRole('heading', { name: '收件和送达' }).waitFor()
  expect(await page.evaluate(() => Object.hasOwn(globalThis, 'sameStart'))).toBe(true)
})

test('who follows his case without its code’s picture keeps the code, and has the picture at the next try', async () => {
  const { trackingCode } = await received()
  const page = await pageOf(nodes, browser, undefined, { width: 360 })
  const line = await brokenLine(page, /\/assets\/Qr-/)
  await page.goto(`/track/${trackingCode}`)
  await page.getByText('保存或转发查询码').first().click()
  await page.getByText('没有打开').waitFor()
  await page.locator('.lq-share-code').getByText(trackingCode).waitFor()
  line.mend()
  await page.getByRole('button', { name: '重试' }).click()
  await page.locator('.lq-share svg[role=img]').waitFor()
})
