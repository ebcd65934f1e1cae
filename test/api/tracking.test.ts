import { randomUUID } from 'node:crypto'
import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../server/src/modules.ts'
import { createNode, type RunningNode } from '../../server/src/node.ts'
import { freePort } from '../../server/src/platform/net.ts'
import { callAs } from '../support/as.ts'
import { noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
/** 浦口's node once more, as a second process would be: the same database, nothing else in common. */
let second: RunningNode
const { clerk, acceptor } = people.pukou

beforeAll(async () => {
  nodes = await startTwoNodes()
  const { config } = nodes.pukou.node
  const port = await freePort()
  second = await createNode({ ...config, port }, { time: nodes.time, modules, duties: ['serve'] })
})
afterAll(async () => {
  await second.stop()
  await nodes.stop()
})

/** A case received for 浦口's own police. */
async function received() {
  const { status, body } = await nodes.pukou.as(clerk).post('/api/matters', noCrimeCertificate('320111'))
  expect(status, JSON.stringify(body)).toBe(200)
  return { id: body.cases[0].id as string, tracking: body.trackingCode as string }
}

const looked = async (at: { url: string }, tracking: string) => {
  const { status, body } = await callAs(at.url)().get(`/api/track/${tracking}`)
  return { status, tracked: body.cases?.[0] as TrackedCase }
}

describe('tracking and rating', () => {
  it('shows where it stands without a name, and takes one rating from the person only', async () => {
    const { id, tracking } = await received()
    const { status, body } = await nodes.pukou.as().get(`/api/track/${tracking.toLowerCase()}`)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).not.toMatch(/欧阳思远|340523198507309952|13800000009/)
    expect(body.cases[0]).toMatchObject({ id, phase: 'received', mayRate: false })
    const rate = (who?: typeof clerk, grade = 5) =>
      nodes.pukou.as(who).post(`/api/track/${tracking}/cases/${id}/rating`, { command: randomUUID(), grade })
    expect((await rate()).body.number).toBe('LQ-0303')
    await stepAs(nodes.pukou, acceptor, id, 'refuse', { reason: '不属本机关职权范围。' })
    expect((await rate(clerk)).body.number).toBe('LQ-0910')
    expect((await rate()).body).toEqual({ rated: 5 })
    expect((await rate(undefined, 1)).status).toBe(409)
  })

  it('shows each step at once, also one that another process took', async () => {
    const { id, tracking } = await received()
    for (const node of [nodes.pukou, second, nodes.pukou, second])
      expect((await looked(node, tracking)).tracked).toMatchObject({ phase: 'received', mayRate: false })
    await stepAs(nodes.pukou, acceptor, id, 'refuse', { reason: '不属本机关职权范围。' })
    for (const node of [second, nodes.pukou, second]) {
      const { tracked } = await looked(node, tracking)
      expect(tracked).toMatchObject({ phase: 'refused', ended: true, mayRate: true })
      expect(tracked.steps).toHaveLength(2)
    }
    const rating = { command: randomUUID(), grade: 4 }
    await nodes.pukou.as().post(`/api/track/${tracking}/cases/${id}/rating`, rating)
    for (const node of [second, nodes.pukou])
      expect((await looked(node, tracking)).tracked).toMatchObject({ rated: 4, mayRate: false })
  })

  it('counts the days that are left anew as they pass, and a deadline at the instant it passes', async () => {
    const { id, tracking } = await received()
    await stepAs(nodes.pukou, acceptor, id, 'accept', {})
    const limit = async () => {
      const { tracked } = await looked(nodes.pukou, tracking)
      return tracked.clocks.find(clock => clock.name === 'decision')?.promised
    }
    const first = await limit()
    expect(await limit()).toEqual(first)
    // The day on which it begins does not count: two days later one has gone.
    nodes.time.advance(2 * 24 * 3_600_000)
    expect((await limit())?.left).toBe(Number(first?.left) - 1)
    const due = Date.parse(String(first?.due))
    nodes.time.set(new Date(due - 1).toISOString())
    expect(await limit()).toMatchObject({ left: 1, overdue: false })
    nodes.time.set(new Date(due).toISOString())
    expect(await limit()).toMatchObject({ left: -1, overdue: true })
  })

  it('refuses a code that was taken away as soon as it is gone, however often it was answered', async () => {
    const { id, tracking } = await received()
    for (const _ of [1, 2]) expect((await looked(second, tracking)).status).toBe(200)
    await nodes.pukou.node.db
      .updateTable('case_index')
      .set({ tracking_index: null })
      .where('record_id', '=', id)
      .execute()
    for (const node of [second, nodes.pukou]) expect((await looked(node, tracking)).status).toBe(404)
  })

  it('answers a wrong code like one that never was', async () => {
    expect((await nodes.pukou.as().get('/api/track/AAAA-AAAA-AAAA-AAAA')).body.number).toBe('LQ-0301')
    expect((await nodes.pukou.as().get('/api/track/x')).body.number).toBe('LQ-0301')
  })
})
