import type { CaseSummary, CaseView } from '@lianqiao/model/api/case-views.ts'
import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { getItem } from '../../server/src/catalogue/index.ts'
import { wakeRecords } from '../../server/src/records/index.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { pdfText } from '../support/pdf-text.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/**
 * 容缺材料逾期未补. One story in time, from Tuesday 10 March 2026: what was to follow within 15 working days, by the 31st, is there, or is not. All
 * cases are received on the first day.
 */
let nodes: TwoNodes
const { clerk, acceptor, approver } = people.pukou
let supplied: Received
let missing: Received
let elsewhere: Received

interface Received {
  id: string
  code: string
}

const documents = [
  { code: 'application', by: 'form', files: [], originalSeen: false },
  { code: 'id-card', by: 'later', letter: { resource: 'id-card', to: '340523' } },
]
const paper = { documents: [{ code: 'id-card', by: 'paper', originalSeen: true }] }

async function received(node: TwoNodes['pukou'], who: Who): Promise<Received> {
  const { body, status } = await node
    .as(who)
    .post('/api/matters', noCrimeCertificate('320111', { documents }))
  expect(status, JSON.stringify(body)).toBe(200)
  return { id: body.cases[0].id, code: body.trackingCode }
}
type Who = Parameters<TwoNodes['pukou']['as']>[0]

beforeAll(async () => {
  nodes = await startTwoNodes()
  const { pukou, hexian } = nodes
  const item = { jurisdiction: '320111', code: 'no-crime-certificate' }
  await until('浦口’s catalogue', () => getItem(hexian.node.db, item, nodes.time.now()))
  supplied = await received(pukou, clerk)
  missing = await received(pukou, clerk)
  elsewhere = await received(hexian, people.hexian.clerk)
  await until(
    'the case',
    async () => (await pukou.as(acceptor).get(`/api/cases/${elsewhere.id}`)).status === 200,
  )
  await caseWhen(pukou, acceptor, elsewhere.id, 'taken', view => view.summary.leader === '320111')
  for (const { id } of [supplied, missing, elsewhere])
    expect((await stepAs(pukou, acceptor, id, 'accept')).status).toBe(200)
  expect((await stepAs(pukou, clerk, supplied.id, 'supply', paper)).status).toBe(200)
})
afterAll(() => nodes.stop())

const lastDay = '2026-03-31'
const reminders = ({ timeline }: CaseView) => timeline.filter(({ verb }) => verb === 'remind')
const seen = (one: Received) => caseAs(nodes.pukou, acceptor, one.id)
const tracked = async ({ code }: Received, node = nodes.pukou): Promise<TrackedCase> =>
  (await node.as().get(`/api/track/${code}`)).body.cases[0]
const overdue = async (): Promise<string[]> => {
  const { body } = await nodes.pukou.as(acceptor).get('/api/cases?view=all&overdue=true&limit=200')
  return body.cases.filter((one: CaseSummary) => one.awaited?.overdue).map(({ id }: CaseSummary) => id)
}

it('reminds nobody while the day lasts', async () => {
  nodes.time.set('2026-03-31T15:59:59.999Z')
  await wakeRecords(nodes.pukou.node)
  const view = await seen(missing)
  expect(view.summary.awaited).toEqual({ until: lastDay, overdue: false })
  expect(reminders(view)).toEqual([])
  expect((await tracked(missing)).awaited).toMatchObject({ until: lastDay, overdue: false })
  expect(await overdue()).toEqual([])
})

it('reminds the applicant once when the day is over, and shows it in the list, on the desk and to him', async () => {
  nodes.time.set('2026-03-31T16:00:00.000Z')
  // Several processes look at the same time, and look again.
  await Promise.all([1, 2, 3].map(() => wakeRecords(nodes.pukou.node)))
  await wakeRecords(nodes.pukou.node)
  const view = await seen(missing)
  expect(reminders(view)).toMatchObject([{ by: { kind: 'system' }, body: { documents: ['id-card'] } }])
  expect(view.summary).toMatchObject({ phase: 'accepted', awaited: { until: lastDay, overdue: true } })
  expect(view.reminded?.documents).toEqual(['id-card'])
  expect((await overdue()).sort()).toEqual([missing.id, elsewhere.id].sort())
  const letter = await nodes.pukou.as(clerk).get(`/api/cases/${missing.id}/documents/${view.seq}`)
  for (const words of ['容缺补交提醒单', '2026年3月31日前', '申请不因此自动终止'])
    expect(pdfText(letter.body)).toContain(words)
  const { awaited, steps } = await tracked(missing)
  expect(awaited).toMatchObject({
    overdue: true,
    documents: [{ name: '居民身份证', until: lastDay, letter: true }],
  })
  expect(steps.at(-1)).toMatchObject({ title: { zh: '容缺补交提醒' }, by: 'system' })
})

it('reminds of nothing that was supplied in time', async () => {
  const view = await seen(supplied)
  expect([reminders(view), view.summary.awaited]).toEqual([[], undefined])
  expect((await tracked(supplied)).awaited).toBeUndefined()
})

it('tells the window of the other side, which received it, and leads its applicant the same way', async () => {
  const there = await caseWhen(
    nodes.hexian,
    people.hexian.clerk,
    elsewhere.id,
    'the reminder',
    view => reminders(view).length === 1,
  )
  expect(reminders(there)).toMatchObject([{ jurisdiction: '320111' }])
  expect(there.summary.awaited).toEqual({ until: lastDay, overdue: true })
  expect((await tracked(elsewhere, nodes.hexian)).awaited?.overdue).toBe(true)
})

it('lets nothing lapse, nobody grant without it, and no hand remind; supplied late, all goes on', async () => {
  nodes.time.advance(60 * 86_400_000)
  await wakeRecords(nodes.pukou.node)
  expect(reminders(await seen(missing))).toHaveLength(1)
  expect((await stepAs(nodes.pukou, approver, missing.id, 'grant')).body.number).toBe('LQ-0319')
  const byHand = await stepAs(nodes.pukou, acceptor, missing.id, 'remind', { documents: ['id-card'] })
  expect(byHand.body.code).toBe('wrong-role')
  expect((await stepAs(nodes.pukou, clerk, missing.id, 'supply', paper)).status).toBe(200)
  expect((await seen(missing)).summary.awaited).toBeUndefined()
  expect((await stepAs(nodes.pukou, approver, missing.id, 'grant')).status).toBe(200)

  const denied = { reason: '约定后补的材料逾期未补，不符合条件。', basis: '办事指南' }
  expect((await stepAs(nodes.pukou, approver, elsewhere.id, 'deny', denied)).status).toBe(200)
  expect((await seen(elsewhere)).summary.awaited).toBeUndefined()
  expect(await overdue()).toEqual([])
})
