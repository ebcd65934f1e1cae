import { afterAll, beforeAll, expect, it } from 'vitest'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
const { clerk, acceptor, sysadmin } = people.pukou
/** Invented: nobody knows yet what 2027 will bring. */
const notice = {
  announced: { from: '2027-01-01', to: '2027-12-31' },
  holidays: { '2027-01-01': '元旦（示例）', '2027-01-04': '元旦（示例）' },
  workdays: {},
}

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

it('says unknown beyond the announced days, and knows once the notice is imported', async () => {
  nodes.time.set('2026-12-31T02:00:00.000Z')
  const { body } = await nodes.pukou.as(clerk).post('/api/matters', noCrimeCertificate('320111'))
  const id = body.cases[0].id as string
  await stepAs(nodes.pukou, acceptor, id, 'accept')
  const due = async () =>
    (await caseAs(nodes.pukou, acceptor, id)).clocks.find(c => c.name === 'decision')?.statutory
  expect(await due()).toMatchObject({ due: 'unknown', left: 'unknown', overdue: false })

  expect((await nodes.pukou.as(clerk).post('/api/calendar/notices', notice)).body.number).toBe('LQ-0202')
  const gap = { ...notice, announced: { from: '2028-01-01', to: '2028-12-31' }, holidays: {} }
  expect((await nodes.pukou.as(sysadmin).post('/api/calendar/notices', gap)).body.number).toBe('LQ-0605')
  const imported = await nodes.pukou.as(sysadmin).post('/api/calendar/notices', notice)
  expect(imported.body).toEqual({ announced: { from: '2020-01-01', to: '2027-12-31' } })

  // Friday 1 and Monday 4 January are off by this notice: three working days are 5, 6 and 7 January.
  expect(await due()).toMatchObject({ due: '2027-01-07T16:00:00.000Z' })
  const again = await nodes.pukou.as(sysadmin).post('/api/calendar/notices', notice)
  expect(again.body).toEqual(imported.body)
})

it('acts upon a clock whose end became known', async () => {
  const { body } = await nodes.pukou.as(clerk).post('/api/matters', noCrimeCertificate('320111'))
  const id = body.cases[0].id as string
  nodes.time.set('2027-02-01T02:00:00.000Z')
  const done = await caseWhen(nodes.pukou, acceptor, id, '视为受理', v => v.summary.phase === 'accepted')
  expect(done.timeline.at(-1)?.verb).toBe('deem-accepted')
})
