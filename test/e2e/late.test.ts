import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { hold } from '../support/hold.ts'
import { caseAs, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** Answers that come late, to a page that has gone on meanwhile: held back here, however fast the machine is. */

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

// Whoever a test has left waiting is not counted by the next one.
beforeEach(() => nodes.pukou.node.db.deleteFrom('ticket').execute())

const wang = { name: '王晓桥', idNumber: '340523199003159916' }
const li = { name: '李春燕', idNumber: '340523199508229924' }

async function takeNumber(person: typeof wang): Promise<void> {
  const { status } = await nodes.pukou.as().post('/api/queue/tickets', {
    ...{ command: randomUUID(), station: 'wujiang', kind: '政务' },
    person: { ...person, consent: { notice: 'privacy-notice', given: true } },
  })
  expect(status).toBe(200)
}

/** The window's page with two people waiting, and where it shows who was called. */
async function twoWaiting(): Promise<{ page: Page; here: Locator }> {
  await takeNumber(wang)
  await takeNumber(li)
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto('/counter')
  await page.getByText('等候 2 人').waitFor()
  return { page, here: page.getByRole('region', { name: '办事人' }) }
}

async function received(what: object = {}): Promise<string> {
  const matter = noCrimeCertificate('320111', { ...what })
  const { status, body } = await nodes.pukou.as(people.pukou.clerk).post('/api/matters', matter)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.cases[0].id
}

test('the next person is called while the last one’s number is still being finished, and stays', async () => {
  const { page, here } = await twoWaiting()
  await page.keyboard.press('F2')
  await here.getByText(wang.name).waitFor()
  const finish = await hold(page, 'POST', /\/finish$/)
  await page.keyboard.press('F9')
  await finish.arrived
  await page.keyboard.press('F2')
  await here.getByText(li.name).waitFor()
  const looked = page.waitForResponse(answer => answer.url().endsWith('/api/drafts'))
  finish.letGo()
  await looked
  await page.keyboard.press('Alt+I')
  await here.getByText(li.name).waitFor()
  expect(page.url()).toContain('visit=')
})

test('who went to another page while a number was being finished stays there', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  await takeNumber(wang)
  await page.goto('/counter')
  await page.getByText('等候 1 人').waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('region', { name: '办事人' }).getByText(wang.name).waitFor()
  const finish = await hold(page, 'POST', /\/finish$/)
  await page.keyboard.press('F9')
  await finish.arrived
  await page.getByRole('link', { name: '收件和送达' }).click()
  const forgotten = page.waitForResponse(answer => answer.request().method() === 'DELETE')
  finish.letGo()
  await forgotten
  await page.getByRole('heading', { name: '收件和送达' }).waitFor()
  expect(page.url()).toContain('/received')
})

test('what is asked before anybody is called is asked for him who comes, and not for the next one', async () => {
  const { page, here } = await twoWaiting()
  const box = page.getByRole('combobox', { name: '事项名称' })
  await box.fill('jzz')
  await page.keyboard.press('Enter')
  const begin = page.getByRole('button', { name: /作为一件事办.*苏 浦口/ })
  await begin.waitFor()
  await page.keyboard.press('F2')
  await here.getByText(wang.name).waitFor()
  // What may be begun now has the cursor.
  await page.locator('.lq-begin button:focus').waitFor()
  await page.keyboard.press('F2')
  await here.getByText(li.name).waitFor()
  await box.waitFor()
  expect(await box.inputValue()).toBe('')
})

test('a search that is answered when somebody has turned to another list is not shown', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  await received()
  await page.goto('/received')
  await page
    .getByRole('row', { name: /欧阳思远/ })
    .first()
    .waitFor()
  const find = await hold(page, 'POST', /\/api\/cases\/find$/)
  await page.keyboard.press('/')
  await page.keyboard.type('欧阳思远')
  await page.keyboard.press('Enter')
  await find.arrived
  await page.getByRole('button', { name: '待补正' }).click()
  await page.getByText('没有等待补正的办件').waitFor()
  const answered = page.waitForResponse(/\/api\/cases\/find$/)
  find.letGo()
  await answered
  await page.getByRole('button', { name: '待补正', pressed: true }).waitFor()
  expect(await page.getByText(/^找到 \d+ 件$/).count()).toBe(0)
})

test('who types while the page’s own question fails types on', async () => {
  const page = await pageOf(nodes, browser, undefined)
  await page.goto('/items')
  await page.locator('.lq-hit').first().waitFor()
  await page.route(/\/api\/catalogue\/search\?q=/, route => route.abort())
  const box = page.getByRole('combobox', { name: '事项名称' })
  await box.pressSequentially('jz')
  await page.getByRole('alert').waitFor()
  await page.keyboard.type('z')
  expect(await box.inputValue()).toBe('jzz')
})

test('what failed together is told once, and comes back together at one press', async () => {
  const page = await pageOf(nodes, browser, 'fang-min')
  const failing = /\/api\/(?!session)/
  await page.route(failing, route => route.fulfill({ status: 500, body: '' }))
  await page.goto('/counter')
  await page.getByRole('button', { name: '重试' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(1)
  expect(await page.locator('.lq-queue-next').isEnabled()).toBe(false)
  await page.unroute(failing)
  await page.getByRole('button', { name: '重试' }).click()
  await page.locator('.lq-queue-next:enabled').waitFor()
  await page
    .getByRole('button', { name: /一件事/ })
    .first()
    .waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('the dialog of a step opens upon the case as it stands now, not as it was read before', async () => {
  const id = await received()
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto(`/office/cases/${id}`)
  await page.getByRole('region', { name: '下一步' }).waitFor()
  const points = [{ text: '请补充现住址。' }]
  await stepAs(nodes.pukou, people.pukou.acceptor, id, 'require-correction', { points })
  await page.getByRole('link', { name: '收件和送达' }).click()
  const read = await hold(page, 'GET', new RegExp(`/api/cases/${id}$`))
  await page.getByRole('button', { name: '补正 欧阳思远' }).click()
  await read.arrived
  const dialog = page.getByRole('dialog')
  expect(await dialog.count()).toBe(0)
  read.letGo()
  await dialog.getByText('请补充现住址。').waitFor()
})

test('a deed that somebody else has just taken is told with who took it, and the list is asked for again', async () => {
  const id = await received()
  const points = [{ text: '请补充现住址。' }]
  await stepAs(nodes.pukou, people.pukou.acceptor, id, 'require-correction', { points })
  const page = await pageOf(nodes, browser, 'fang-min')
  await page.goto('/received')
  const row = page.locator('tbody tr').filter({ has: page.getByRole('link', { name: id }) })
  const deed = row.getByRole('button', { name: /^补正 / })
  await deed.waitFor()
  // From now on the list stands as it was, until somebody asks for it again.
  const list = await hold(page, 'GET', /\/api\/cases\?/)
  await stepAs(nodes.pukou, people.pukou.clerk, id, 'withdraw', { reason: '申请人不办了。' })
  await deed.click()
  const told = page.locator('[role=alert]:focus')
  await told.getByText('此件已先办理，不能再补正').waitFor()
  await told.getByText(/已办理“撤回申请”，现为“已撤回”/).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await list.arrived
  list.letGo()
  await row.waitFor({ state: 'detached' })
  // Another view has nothing to do with it any more.
  await page.getByRole('button', { name: '待补正' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
})

test('scans chosen one after the other over a slow line are all kept, with what was typed meanwhile', async () => {
  const insurance = {
    what: { kind: 'item', item: 'resident-insurance' },
    form: {
      applicant: { name: '欧阳思远', idNumber: '340523198507309952', phone: '13800000009' },
      household: { division: '340523107001', address: '演示组1号' },
      residence: { division: '320111005011', address: '演示路1号' },
      insurance: { scheme: 'medical', from: 'now', identity: 'general' },
      declaration: true,
    },
  }
  const id = await received(insurance)
  await stepAs(nodes.pukou, people.pukou.insurer, id, 'accept')
  const page = await pageOf(nodes, browser, 'yan-bin')
  await page.goto(`/office/cases/${id}`)
  await page.getByRole('button', { name: '发起协办', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /城乡居民停保/ }).check()
  const upload = await hold(page, 'POST', /\/api\/files$/)
  const input = dialog.locator('input[type=file]').first()
  const act = dialog.getByRole('button', { name: /^发起协办 / })
  await input.setInputFiles('scripts/scenario/picture.png')
  await upload.arrived
  // Taken now, the step would go without it.
  expect(await act.isDisabled()).toBe(true)
  await input.setInputFiles('scripts/scenario/picture.png')
  await dialog.getByLabel('说明').fill('请尽快。')
  upload.letGo()
  await dialog.getByText('已上传').nth(1).waitFor()
  expect(await dialog.getByLabel('说明').inputValue()).toBe('请尽快。')

  const read = await hold(page, 'GET', new RegExp(`/api/cases/${id}$`))
  await act.click()
  await read.arrived
  // Until the case is read again the dialog stands as it was sent, and calls nothing missing.
  expect(await dialog.getByLabel('说明').inputValue()).toBe('请尽快。')
  read.letGo()
  await page.getByText('已办理：发起协办').waitFor()
  const view = await caseAs(nodes.pukou, people.pukou.insurer, id)
  expect(view.timeline.at(-1)?.body.authority).toHaveLength(2)
})

test('a case that goes on by itself after a long while is followed to its end', async () => {
  const id = await received()
  for (const verb of ['accept', 'review'])
    await stepAs(nodes.pukou, verb === 'accept' ? people.pukou.acceptor : people.pukou.approver, id, verb)
  const now = await caseAs(nodes.pukou, people.pukou.approver, id)
  const issuing = { ...now, choices: now.choices.map(choice => ({ ...choice, verb: 'issue' })) }
  const phase = (zh: string) => ({ ...now.summary, phaseWords: { zh, en: zh } })
  const issued = { ...now, choices: [], summary: phase('已制证'), seq: now.seq + 1 }
  const over = { ...now, choices: [], summary: phase('已办结'), seq: now.seq + 2 }
  const page = await pageOf(nodes, browser, 'jiang-tao')
  // What the node answers from one look to the next: the page goes on by its own clock, not by that of the test.
  const later: unknown[] = []
  let told: unknown = issuing
  await page.route(new RegExp(`/api/cases/${id}$`), route => {
    told = later.shift() ?? told
    return route.fulfill({ json: told })
  })
  await page.clock.install()
  await page.goto(`/office/cases/${id}`)
  await page.getByText(now.summary.phaseWords.zh).first().waitFor()
  await page.clock.runFor(60_000)
  later.push(issued, over)
  await page.getByText('已办结').first().waitFor()
})

test('what holds for one place is not shown as the answer for another', async () => {
  const page = await pageOf(nodes, browser, undefined)
  await page.goto('/items/340523/residence-permit')
  await page.getByText('能，在这里交').waitFor()
  const here = await hold(page, 'GET', /\/here\/.*station=wujiang/)
  await page.getByLabel('我在').selectOption({ label: '乌江联动共治站' })
  await here.arrived
  expect(await page.getByText('能，在这里交').count()).toBe(0)
  here.letGo()
  await page.getByText('能，就在这里办').waitFor()
})
