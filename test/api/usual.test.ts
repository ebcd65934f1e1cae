import { afterAll, beforeAll, expect, it } from 'vitest'
import { staff } from '../support/as.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

/** 常办: what a station was asked for most, from its own cases. */
let nodes: TwoNodes
const { clerk, approver } = people.pukou

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const usual = (who: Parameters<TwoNodes['pukou']['as']>[0], station = 'wujiang') =>
  nodes.pukou.as(who).get(`/api/counters/usual?station=${station}`)

it('ranks what this station received, and says nothing before it received anything', async () => {
  expect((await usual(clerk)).body).toEqual({ among: 0, items: [], bundles: [] })
  const elsewhere = staff('320111', ['clerk'], { department: 'government-services', station: 'pk-hall' })
  const received = [
    [clerk, '320111'],
    [clerk, '340523'],
    [clerk, '320111'],
    [elsewhere, '340523'],
  ] as const
  for (const [who, deciding] of received)
    expect((await nodes.pukou.as(who).post('/api/matters', noCrimeCertificate(deciding))).status).toBe(200)
  const { body } = await usual(clerk)
  expect(body.among).toBe(3)
  expect(
    body.items.map((one: { hit: { jurisdiction: string; name: string }; received: number }) => [
      one.hit.jurisdiction,
      one.hit.name,
      one.received,
    ]),
  ).toEqual([
    ['320111', '开具无犯罪记录证明', 2],
    ['340523', '开具无犯罪记录证明', 1],
  ])
})

it('is the station’s own business', async () => {
  expect((await usual(clerk, 'pk-hall')).status).toBe(403)
  expect((await usual(approver)).status).toBe(403)
})
