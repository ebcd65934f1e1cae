import type { Principal } from '@lianqiao/model/people/principal.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { rowOf } from '@lianqiao/model/records/engine.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { permitKind } from '../../server/src/cases/kind.ts'
import { getCase } from '../../server/src/cases/load.ts'
import { takeOffered } from '../../server/src/cases/take-over.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { beginWith } from '../../server/src/records/store/catch-up.ts'
import { staff } from '../support/as.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
const { pukou, hexian } = people

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

/** 收件 of 和县's identity cards by somebody of 浦口, as the engine asks whether it is allowed. */
function receiving(who: Principal) {
  const { subject, jurisdiction, roles, station = '' } = who
  return {
    state: undefined,
    row: rowOf(permit, 'receive'),
    actor: { kind: 'staff' as const, subject, jurisdiction, roles, station },
    body: { item: { code: 'id-card-renewal' }, deciding: '340523', receiving: '320111' },
    at: nodes.time.now(),
  }
}

it('is received in 浦口, taken over and decided in 和县, handed over in 浦口, with one history on both sides', async () => {
  const { body } = await nodes.pukou.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id = body.cases[0].id as string
  expect(id).toMatch(/^320111-340523-/)
  await caseWhen(nodes.hexian, hexian.acceptor, id, '和县接收', v => v.summary.leader === '340523')
  const clocks = (await caseAs(nodes.hexian, hexian.acceptor, id)).clocks.map(c => [c.name, c.phase])
  // The way there had its own pledge; the five days of the law begin where the papers are.
  expect(clocks).toEqual([
    ['transfer', 'stopped'],
    ['acceptance', 'running'],
  ])
  await stepAs(nodes.hexian, hexian.acceptor, id, 'accept')
  const there = await caseWhen(
    nodes.pukou,
    pukou.clerk,
    id,
    '受理到浦口',
    v => v.summary.phase === 'accepted',
  )
  expect(there.summary.leader).toBe('340523')
  await stepAs(nodes.hexian, hexian.approver, id, 'grant')
  await caseWhen(nodes.pukou, pukou.clerk, id, '办结到浦口', v => v.summary.phase === 'concluded')
  const asked = await stepAs(
    nodes.pukou,
    pukou.clerk,
    id,
    'deliver',
    { way: '窗口领取' },
    { parts: { recipient: '欧阳思远' } },
  )
  expect(asked.body).toEqual({ done: false, leader: '340523' })
  const delivered = await caseWhen(nodes.pukou, pukou.clerk, id, '送达', v => v.summary.phase === 'delivered')
  const theirs = await caseAs(nodes.hexian, hexian.acceptor, id)
  expect(theirs.head).toBe(delivered.head)
  expect(theirs.timeline.map(s => s.hash)).toEqual(delivered.timeline.map(s => s.hash))
  // 浦口 led until 和县 took it over; who was asked has signed.
  expect(delivered.timeline.map(s => [s.verb, s.leader, s.jurisdiction])).toEqual([
    ['receive', '320111', '320111'],
    ['offer', '320111', '320111'],
    ['take', '320111', '340523'],
    ['accept', '340523', '340523'],
    ['grant', '340523', '340523'],
    ['issue', '340523', '340523'],
    ['conclude', '340523', '340523'],
    ['deliver', '340523', '320111'],
  ])
  // Only the leader goes on by itself, and only after a step that something follows: not after the acceptance of one item.
  const queuedAt = async ({ node }: TwoNodes['pukou']) =>
    (
      await sql<{ verb: string }>`select data->>'verb' as verb from pgboss.job
        where name = 'case.continue' and data->>'record' = ${id}`.execute(node.db)
    ).rows.map(({ verb }) => verb)
  expect([await queuedAt(nodes.hexian), await queuedAt(nodes.pukou)]).toEqual([['grant'], []])
})

it('is received by the staff whom a grant names, and by nobody else at the same window', async () => {
  // Identity cards: the shipped agreement names the clerks of 乌江站 by their accounts.
  const other = staff('320111', ['clerk'], { ...pukou.clerk, subject: '320111:gu-wei' })
  const { node } = nodes.pukou
  await permitKind.authorize(node, node.db, receiving(pukou.clerk))
  await expect(permitKind.authorize(node, node.db, receiving(other))).rejects.toMatchObject({
    code: 'staff-not-granted',
  })
})

it('is not received for the other side at a station that no grant names', async () => {
  const elsewhere = staff('320111', ['clerk'], { department: 'government-services', station: 'pk-nowhere' })
  const { body } = await nodes.pukou.as(elsewhere).post('/api/matters', noCrimeCertificate('340523'))
  expect(body.number).toBe('LQ-0406')
})

it('is taken over by queued work where the side that is told may append nothing yet', async () => {
  const { body } = await nodes.pukou.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id = body.cases[0].id as string
  await caseWhen(nodes.hexian, hexian.acceptor, id, '和县接收', v => v.summary.leader === '340523')
  const { node } = nodes.hexian
  const taken = await getCase(node.db, id)
  const offered = {
    ...taken,
    leader: nodes.pukou.node.jurisdiction,
    offered: { to: node.jurisdiction, at: taken.changedAt },
  }
  let queued: unknown[] = []
  const undone = new Error('undone')
  const catchingUp = transaction(node.db, async tx => {
    await beginWith(tx, { peer: nodes.pukou.node.jurisdiction, since: taken.openedAt, holds: true })
    // A node that was not found free before looks whether it is held.
    await takeOffered({ ...node }, tx, offered)
    const { rows } = await sql<{ data: unknown }>`select data from pgboss.job
      where name = 'case.continue' and data->>'record' = ${id} and data->>'verb' = 'offer'`.execute(tx)
    queued = rows.map(({ data }) => data)
    throw undone
  })
  await expect(catchingUp).rejects.toBe(undone)
  expect(queued).toEqual([expect.objectContaining({ record: id, seq: taken.seq, verb: 'offer' })])
})

it('is received without the partner’s node, and passed on when it is back', async () => {
  await nodes.hexian.stop()
  const { status, body } = await nodes.pukou
    .as(pukou.clerk)
    .post('/api/matters', noCrimeCertificate('340523'))
  expect(status).toBe(200)
  const id = body.cases[0].id as string
  const view = await caseAs(nodes.pukou, pukou.clerk, id)
  expect(view.summary).toMatchObject({ leader: '320111', offeredTo: '340523', phase: 'received' })
  expect((await nodes.pukou.as(pukou.clerk).get(`/api/cases/${id}/documents/0`)).status).toBe(200)
})
