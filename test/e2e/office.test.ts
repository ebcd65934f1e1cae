import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { caseWhen, noCrimeCertificate, people } from '../support/matters.ts'
import { fits, pageOf } from '../support/pages.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

let nodes: TwoNodes
let browser: Browser

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
  const task = '/api/catalogue/tasks/340523/insurance-stop'
  await until('浦口 has 和县’s tasks', async () => (await nodes.pukou.as().get(task)).status === 200)
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

async function received(matter: object): Promise<string> {
  const { status, body } = await nodes.pukou.as(people.pukou.clerk).post('/api/matters', matter)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.cases[0].id
}

const desk = (username: string, id: string, side: 'pukou' | 'hexian' = 'pukou') =>
  pageOf(nodes, browser, username, { side }).then(async page => {
    await page.goto(`/office/cases/${id}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  })

/** Open the dialog of a step, fill it in, and take the step. */
async function step(
  page: Page,
  verb: string,
  fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
) {
  await page.getByRole('button', { name: verb, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill?.(dialog)
  await dialog.getByRole('button', { name: new RegExp(`^${verb} `) }).click()
  await page.getByText(`已办理：${verb}`).waitFor()
}

const limits = (page: Page) => page.getByRole('region', { name: '时限' })
/** The last day of the promise, as the page tells it. */
async function promisedDay(page: Page): Promise<string> {
  const told = await limits(page)
    .getByText(/承诺期限.*24:00 前/)
    .first()
    .textContent()
  return /\d+年\d+月\d+日/.exec(told ?? '')?.[0] ?? ''
}
/** The same once it is another one. */
function promisedDayAfter(page: Page, before: string): Promise<string> {
  return until(`another day than ${before}`, async () => {
    const day = await promisedDay(page)
    return day !== before && day
  })
}

test('a list is read by keyboard, and one number, name or phone finds a case', async () => {
  const id = await received(noCrimeCertificate('320111'))
  const page = await pageOf(nodes, browser, 'shen-lei', { width: 1024 })
  await page.goto('/office')
  await page.getByRole('link', { name: id }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await fits(page)).toBe(true)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/office/cases/${id}`)
  await page.getByRole('link', { name: '办件列表' }).click()
  await page.locator(`tr[data-id="${id}"][aria-current]`).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('欧阳思远')
  await page.keyboard.press('Enter')
  await page.getByText(/找到 1 件/).waitFor()
  expect(page.url()).not.toContain('欧阳')
})

test('received, corrected once, accepted, paused, extended, granted and handed over through the screens', async () => {
  const id = await received(noCrimeCertificate('320111'))
  const acceptor = await desk('shen-lei', id)
  expect(await violations(acceptor)).toEqual([])
  await step(acceptor, '补正告知', async dialog => {
    await dialog.getByText(/只能告知一次/).waitFor()
    await dialog.getByRole('button', { name: /用途与接收单位填写具体/ }).click()
    await dialog.getByRole('button', { name: /再加一项/ }).click()
    await dialog.getByRole('button', { name: /^补正告知 / }).click()
    await dialog.getByText('请写完整').waitFor()
    await dialog.getByLabel('第 2 项 涉及材料').selectOption({ label: '申请事项 · 证明接收单位' })
    await dialog.getByLabel(/第 2 项 要补正什么/).fill('请填写接收单位全称。')
    expect(await violations(acceptor)).toEqual([])
  })
  await acceptor.getByText(/等待申请人补正/).waitFor()

  const clerk = await desk('fang-min', id)
  await step(clerk, '补正', async dialog => {
    await dialog.getByLabel('提供方式').selectOption({ label: '纸质' })
    await dialog.getByLabel('证明接收单位').fill('')
    await dialog.getByRole('button', { name: /^补正 / }).click()
    await dialog.getByText(/请改好并点“采用”/).waitFor()
    await dialog.getByLabel('证明接收单位').fill('演示建设有限公司')
    expect(await violations(clerk)).toEqual([])
    await dialog.getByRole('button', { name: /采用更正后的申请表/ }).click()
    await dialog.getByText('申请表已更正：申请事项 · 证明接收单位').waitFor()
  })
  await clerk.getByText('演示建设有限公司').waitFor()
  await acceptor.reload()
  await acceptor.getByText('补正告知', { exact: true }).first().waitFor()
  await step(acceptor, '受理')

  const approver = await desk('jiang-tao', id)
  await step(approver, '审查')
  const first = await promisedDay(approver)
  await step(approver, '特别程序', async dialog => {
    await dialog.getByLabel(/^特别程序/).fill('函调核查')
    await dialog.getByLabel(/^理由/).fill('须向外地公安机关函调核实。')
  })
  await limits(approver).getByText('已暂停').first().waitFor()

  // Two working days go by; the session with them.
  nodes.time.advance(48 * 3_600_000)
  const next = await desk('jiang-tao', id)
  await step(next, '恢复办理')
  const second = await promisedDayAfter(next, first)

  const principal = await desk('qian-feng', id)
  await step(principal, '延期', async dialog => {
    await dialog.getByText(/最多 10 个工作日/).waitFor()
    await dialog.getByLabel(/^延长/).fill('5')
    await dialog.getByLabel(/^理由/).fill('情况复杂，外地尚未回函。')
  })
  await promisedDayAfter(principal, second)
  await principal.getByText('办理期限只能延长一次').waitFor()

  await next.reload()
  await step(next, '准予', dialog => dialog.getByLabel(/^审批意见/).fill('经查无犯罪记录。'))
  await next.getByRole('link', { name: /打开电子证照/ }).waitFor()
  expect(await violations(next)).toEqual([])

  const window = await desk('fang-min', id)
  await step(window, '送达', async dialog => {
    expect(await dialog.getByLabel(/^签收人/).inputValue()).toBe('欧阳思远')
  })
  await window.getByText('已送达').first().waitFor()
})

test('what somebody else did first is shown, and what was typed stays', async () => {
  const id = await received(noCrimeCertificate('320111'))
  const slow = await desk('shen-lei', id)
  await slow.getByRole('button', { name: '不予受理' }).click()
  const dialog = slow.getByRole('dialog')
  await dialog.getByLabel(/^理由/).fill('查询他人记录而无委托。')
  await step(await desk('jiang-tao', id), '受理')
  await dialog.getByRole('button', { name: /^不予受理 / }).click()
  await dialog
    .getByText(/他人已先办理|不能再办理/)
    .first()
    .waitFor()
  expect(await dialog.getByLabel(/^理由/).inputValue()).toBe('查询他人记录而无委托。')
})

test('浦口 asks, 和县’s officer answers from the task, and 浦口 hears it', async () => {
  const id = await received(insurance)
  const acceptor = await desk('yan-bin', id)
  await step(acceptor, '受理')
  await step(acceptor, '发起协办', async dialog => {
    await dialog.getByRole('radio', { name: /城乡居民停保/ }).check()
    // Without what the person signed nothing is asked; what was chosen stays.
    await dialog.getByRole('button', { name: /^发起协办 / }).click()
    await dialog.getByText(/须附本人签字的授权书/).waitFor()
    await dialog.locator('input[type=file]').first().setInputFiles('scripts/scenario/picture.png')
    await dialog.getByText('picture.png').waitFor()
  })
  await acceptor.getByText('等待答复').first().waitFor()
  const approver = await desk('bao-lin', id)
  await approver
    .getByText(/尚有协办|协办/)
    .first()
    .waitFor()

  await caseWhen(nodes.hexian, there, id, 'the request arrives', view => view.requests.length > 0)
  const collaborator = await desk('xie-ling', id, 'hexian')
  await collaborator.getByRole('button', { name: '协办答复', exact: true }).click()
  const dialog = collaborator.getByRole('dialog')
  await dialog.getByText(/核对授权书签名/).waitFor()
  expect(await violations(collaborator)).toEqual([])
  await dialog.getByRole('button', { name: /^协办答复 / }).click()
  await dialog.getByText('请填写此项').waitFor()
  await dialog.getByRole('radio', { name: /^已停保 / }).check()
  // What the person signed lies before the officer, fetched from the other side.
  const paper = dialog.getByRole('link', { name: /授权书/ }).locator('img')
  await paper.scrollIntoViewIfNeeded()
  await paper.evaluate(image => (image as unknown as { decode(): Promise<void> }).decode())
  await dialog.getByRole('button', { name: /^协办答复 / }).click()
  await dialog.getByText('请填写此项').waitFor()
  await dialog.getByLabel(/^停保日期/).fill('20260310')
  // The leader is faster than the page: it has recorded the answer before the page hears that it was asked.
  await collaborator.route(`**/api/cases/${id}/actions/answer`, async route => {
    const answer = await route.fetch({ timeout: 0 })
    expect((await answer.json()).done).toBe(false)
    await caseWhen(nodes.hexian, there, id, 'the answer is recorded', view => view.pending.length === 0)
    await route.fulfill({ response: answer })
  })
  await dialog.getByRole('button', { name: /^协办答复 / }).click()
  await collaborator.getByText(/浦口已记录“协办答复”/).waitFor()

  await approver.reload()
  await approver.getByText('2026年3月10日').first().waitFor()
  await step(approver, '准予')
})

const there = {
  ...people.hexian.clerk,
  subject: 'xie-ling',
  roles: ['collaborator' as const],
  department: 'medical-insurance',
}

/** An enrolment by itself, of somebody who is insured across the border. */
const insurance = noCrimeCertificate('320111', {
  what: { kind: 'item', item: 'resident-insurance' },
  form: {
    applicant: { name: '欧阳思远', idNumber: '340523198507309952', phone: '13800000009' },
    household: { division: '340523107001', address: '演示组1号' },
    residence: { division: '320111005011', address: '演示路1号' },
    insurance: { scheme: 'medical', from: 'now', identity: 'general' },
    declaration: true,
  },
})
