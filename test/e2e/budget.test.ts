import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../support/browser.ts'
import { signInOn } from '../support/browser-sign-in.ts'
import { noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { heldVisit, type Telephone, visit } from '../support/opening.ts'
import { type ResidentPage, resident, residentPages } from '../support/resident-pages.ts'
import { documentMs, togetherMs } from '../support/slow-line.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/**
 * A resident's pages on a telephone of the middle class over 4G (the line: `test/support/slow-line.ts`). Of the 1.5 s until
 * something is painted, and the 2.5 s until the page says what it was opened for (web.dev, Largest Contentful Paint: “good”),
 * a part belongs to the processor. What it takes here is printed, and is not held against anything: it is a measure of the
 * machine as much as of the page. What the line takes is computed from bytes and round trips, and is the same everywhere.
 */
const budget = { bytes: 250_000, paintMs: 1500, contentMs: 2500 }
const processor = { paintMs: 500, contentMs: 800 }

/** A processor of such a telephone is four times slower than this machine's (Lighthouse, `cpuSlowdownMultiplier`). */
const slowerBy = 4

let nodes: TwoNodes
let browser: Browser
let tracked: string
let rated: string
let signedIn: Telephone
beforeAll(async () => {
  nodes = await startTwoNodes({ signIn: true, pages: true })
  if (!nodes.provider) throw new Error('started without its provider')
  browser = await startBrowser()
  const open = async () => {
    const shape = noCrimeCertificate('320111')
    const { body } = await nodes.pukou
      .as(people.pukou.clerk)
      .post('/api/matters', { ...shape, form: { ...shape.form, applicant: resident.applicant } })
    return { id: body.cases[0].id as string, code: body.trackingCode as string }
  }
  tracked = (await open()).code
  const refused = await open()
  rated = refused.code
  const reason = { reason: '登记未满半年。', returnOn: '2026-06-01' }
  await stepAs(nodes.pukou, people.pukou.acceptor, refused.id, 'refuse', reason)
  const context = await browser.newContext()
  await signInOn(await context.newPage(), nodes.pukou.url, nodes.provider, resident.account)
  signedIn = { storageState: await context.storageState() }
  await context.close()
})
afterAll(async () => {
  await browser?.close()
  await nodes?.stop()
})

const stranger: Telephone = {}

const rating: ResidentPage = { name: 'rating', path: () => `/track/${rated}`, shown: '.lq-rating input' }
test.each([...residentPages, rating])('$name: light, and painted soon over 4G', async page => {
  const { name, shown } = page
  const who = page.own ? signedIn : stranger
  const url = new URL(page.path(tracked), nodes.pukou.url).href
  const opened = await visit(browser, who, url, shown)
  const { bytes } = opened
  const sum = (addresses: Iterable<string>) =>
    [...addresses].reduce((all, address) => all + (bytes.get(address) ?? 0), 0)
  const beside = [...bytes.keys()].filter(address => address !== url)
  const held = await heldVisit(browser, who, url, shown, beside)

  const all = sum(bytes.keys())
  const paintMs = documentMs(sum([url])) + togetherMs(sum(held.blocking))
  const contentMs = documentMs(sum([url])) + togetherMs(sum(beside))
  const there = (ms: number) => `${Math.round(ms)} ms here, ${Math.round(ms * slowerBy)} ms there`
  console.log(
    `${name}: ${(all / 1000).toFixed(1)} kB in ${bytes.size} requests\n` +
      `  first paint: line ${Math.round(paintMs)} ms, processor ${there(held.processorMs)}\n` +
      `  content: line ${Math.round(contentMs)} ms, processor ${there(opened.processorMs)}`,
  )
  expect(all, 'bytes').toBeLessThan(budget.bytes)
  expect(held.later, 'asked for one after the other').toEqual([])
  expect(paintMs + processor.paintMs, 'first paint').toBeLessThan(budget.paintMs)
  expect(contentMs + processor.contentMs, 'content').toBeLessThan(budget.contentMs)
})
