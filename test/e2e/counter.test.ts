import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CaseView } from '@lianqiao/model/api/case-views.ts'
import type { Browser, FileChooser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { hold } from '../support/hold.ts'
import { caseWhen, people, stepAs } from '../support/matters.ts'
import { oneStory } from '../support/story.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** A clerk of 乌江站 serves people from the call to the receipt, and hands a result over, without a mouse. */

let nodes: TwoNodes
let browser: Browser
let page: Page
const story = oneStory()
const faults: string[] = []
const choosers: FileChooser[] = []
const picture = join(import.meta.dirname, '../../scripts/scenario/picture.png')
const wang = { name: '王晓桥', idNumber: '340523199003159916' }
const li = { name: '李春燕', idNumber: '340523199508229924' }

beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  page.on('pageerror', error => faults.push(error.message))
  story.on(page, 'fang-min')
  // From the beginning: the browser may answer a key before it has heard that somebody waits for the choice.
  page.on('filechooser', chooser => choosers.push(chooser))
  const path = '/api/catalogue/items/340523/residence-permit'
  await until('浦口 has 和县’s guide', async () => (await nodes.pukou.as().get(path)).status === 200)
  if (!nodes.provider) throw new Error('started without its provider')
  await signInOn(page, nodes.pukou.url, nodes.provider, 'fang-min')
  await page.goto(`${nodes.pukou.url}/counter`)
  // Nobody can be called before the page knows to which window.
  await page.locator('.lq-queue-next:enabled').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

const key = (combination: string) => page.keyboard.press(combination)
const focused = () => page.evaluate(`document.activeElement?.id ?? ''`) as Promise<string>
const focusOn = (id: string) => page.locator(`[id="${id}"]:focus`).waitFor()
const says = (text: string | RegExp) => page.getByText(text).first().waitFor()

/** Sound for eyes and ears, and nothing beyond the edge. */
async function sound(): Promise<void> {
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  expect(faults).toEqual([])
}

/** A number taken by card at the station. */
async function takeNumber(person: typeof wang): Promise<void> {
  const { status } = await nodes.pukou.as().post('/api/queue/tickets', {
    command: randomUUID(),
    station: 'wujiang',
    kind: '政务',
    person: { ...person, consent: { notice: 'privacy-notice', given: true } },
  })
  expect(status).toBe(200)
}

/** Go from empty field to empty field, as the window does; each is answered by its first choice, or by what is typed. */
async function fillWhatIsEmpty(typed: Record<string, string>): Promise<string[]> {
  const filled: string[] = []
  for (;;) {
    await key('Alt+4')
    const id = await focused()
    const name = /\/.*$/.exec(id)?.[0]
    if (!name || filled.includes(name)) return filled
    filled.push(name)
    const text = typed[name]
    if (text) await page.keyboard.type(text)
    else await key('Space')
  }
}

test('F2 calls the next person, whose name and number come with the ticket', async () => {
  await takeNumber(wang)
  await key('F2')
  await page.getByRole('region', { name: '办事人' }).getByText('王晓桥').waitFor()
  expect(page.url()).not.toContain(wang.idNumber)
  expect(await page.getByRole('main').textContent()).not.toContain(wang.idNumber)
  await sound()
})

test('initials, Enter: the verdict of both sides; Alt+D: both guides; Enter: the bundle is begun', async () => {
  await page.locator('[role=combobox]:focus').waitFor()
  await page.keyboard.type('jzz')
  await page.getByRole('option', { name: /苏 浦口 居住证申领/ }).waitFor()
  await key('Enter')
  await says('能，就在这里办')
  await says('能，在这里交')
  await page.getByRole('button', { name: /作为一件事办.*苏 浦口/ }).waitFor()
  await key('Alt+D')
  await says(/处不同/)
  await sound()
  await key('Enter')
  await page.getByRole('heading', { level: 1, name: /一件事/ }).waitFor()
})

/** Consent, once what is agreed to stands there to be read. */
async function agree(): Promise<void> {
  await page.locator('.lq-consent-act button:enabled').waitFor()
  await key('Alt+Y')
}

/** Scan the next paper that waits for it: one key opens the scan. */
async function scanNext(): Promise<void> {
  await key('Alt+S')
  const chooser = await until('a choice of files', () => choosers.shift())
  await chooser.setFiles(picture)
}

test('nothing is looked up before the person agrees; his consent asks both provinces and fills the form', async () => {
  expect(await page.getByRole('button', { name: /一键调取/ }).isDisabled()).toBe(true)
  await sound()
  await agree()
  await says('本人已阅读并签字同意')
  await page.locator('.lq-ask-first input:focus').waitFor()
  await key('2')
  await page.getByRole('button', { name: /已全部调取/ }).waitFor()
  await says('桥林街道乌江社区居委会')
  await says('符合')
  await says('来自户籍信息')
  expect(await page.getByLabel('详细地址').first().inputValue()).toContain('驻马村')
  await says('待本人签字')
  await scanNext()
  await says('本人已签字，已扫描')
  await sound()
})

test('a reload loses nothing', async () => {
  await says('已保存')
  await page.reload()
  await page.getByRole('button', { name: /已全部调取/ }).waitFor()
  await says('本人已签字，已扫描')
})

test('only what nobody holds is typed; what is missing is led to; Ctrl+Enter receives', async () => {
  // What is chosen counts as chosen before the lists that tell its name have come.
  const lists = await hold(page, 'GET', /\/api\/catalogue\/divisions\?parent=/)
  await page.reload()
  await lists.arrived
  await says('本人已签字，已扫描')
  const filled = await fillWhatIsEmpty({ '/applicant/phone': '13800000001' })
  expect(filled).toEqual(['/applicant/phone', '/declaration'])
  lists.letGo()
  await key('Control+Enter')
  await focusOn('way-photo-scan')
  await scanNext()
  await says('材料齐了')
  await key('Control+Enter')
  await focusOn('point-identity')
  await key('Alt+A')
  await key('Control+Enter')
  await page.getByRole('heading', { name: '收件完成' }).waitFor()
  await page.getByTitle('收件告知单').waitFor()
  await says('城乡居民参保登记')
  await sound()
})

test('what was received holds the pulls, the scan once, the consent and the signed task', async () => {
  const id = await receivedId()
  const { body } = await nodes.pukou.as(people.pukou.clerk).get<CaseView>(`/api/cases/${id}`)
  expect(body.documents.map(({ code, by }) => `${code} ${by}`)).toEqual([
    'application form',
    'id-card resource',
    'residence-registration resource',
    'photo scan',
    'lease resource',
  ])
  expect(new Set(body.evidence.map(({ resource }) => resource))).toEqual(
    new Set(['id-card', 'household', 'residence-registration', 'lease']),
  )
  expect(body.form).toMatchObject({ household: { division: '340523107200' }, ground: { tenure: 'lease' } })
  await key('F9')
  await says('还没有叫号')
  const drafts = await page.evaluate(`fetch('/api/drafts').then(answer => answer.json())`)
  expect(drafts).toEqual({ drafts: [] })
})

test('half a year is not full: the day to come back is said before anything is typed', async () => {
  await takeNumber(li)
  await key('F2')
  await says('李春燕')
  await page.locator('.lq-bundle:enabled').first().waitFor()
  await key('Alt+1')
  await page.getByRole('heading', { name: '告知和同意' }).waitFor()
  await agree()
  await page
    .getByRole('alert')
    .getByText(/现在还不能办，.*起可以来办/)
    .waitFor()
  await key('Control+Enter')
  await focusOn('insists')
  await sound()
  await key('F9')
  await says('未办完的')
  await sound()
})

test('a granted permit is handed over from the list, to a named recipient', async () => {
  const { pukou } = nodes
  const id = await receivedId()
  for (const [who, verb] of [
    [people.pukou.acceptor, 'accept'],
    [people.pukou.approver, 'review'],
    [people.pukou.approver, 'grant'],
  ] as const)
    expect((await stepAs(pukou, who, id, verb)).status).toBe(200)
  await caseWhen(pukou, people.pukou.clerk, id, 'concluded', view => view.summary.phase === 'concluded')
  await page.getByRole('link', { name: '收件和送达' }).press('Enter')
  await page.getByRole('heading', { name: '收件和送达' }).waitFor()
  await key('/')
  await page.keyboard.type('13800000001')
  await key('Enter')
  // What was listed before has the same button; it goes when the answer comes.
  await page.getByText(/^找到 \d+ 件$/).waitFor()
  await page.getByRole('button', { name: '送达 王晓桥' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.getByLabel('签收人').fill('王晓桥')
  await sound()
  await key('Control+Enter')
  await caseWhen(pukou, people.pukou.clerk, id, 'delivered', view => view.summary.phase === 'delivered')
  // What was found is looked at again: nothing is offered that was done.
  await page.getByRole('button', { name: '送达 王晓桥' }).waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

/** The permit that the window received. */
async function receivedId(): Promise<string> {
  const { body } = await nodes.pukou.as(people.pukou.clerk).get('/api/cases?view=all')
  const found = body.cases.find((one: { item: { code: string } }) => one.item.code === 'residence-permit')
  if (!found) throw new Error('nothing was received')
  return found.id
}
