import { randomUUID } from 'node:crypto'
import type { Agreement } from '@lianqiao/model/catalogue/agreement.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import { rowOf } from '@lianqiao/model/records/engine.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permitKind } from '../../server/src/cases/kind.ts'
import { importAgreement } from '../../server/src/federation/index.ts'
import { staff } from '../support/as.ts'
import { shippedAgreement } from '../support/jurisdictions.ts'
import { caseAs, caseWhen, noCrimeCertificate, people, stepAs } from '../support/matters.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'
import { until } from '../support/until.ts'

/** 浦口 receives for 和县 under version 1; then both sign a second version, which gives that power no more. */

let nodes: TwoNodes
const { pukou, hexian } = people
const admin = (code: string) => staff(code, ['secadmin'])

beforeAll(async () => {
  nodes = await startTwoNodes()
})
afterAll(() => nodes.stop())

const listed = async (side: 'pukou' | 'hexian') => {
  const code = side === 'pukou' ? '320111' : '340523'
  const { body } = await nodes[side].as(admin(code)).get('/api/agreements')
  return body.agreements as { hash: string; version: number; standing: string }[]
}

const first = shippedAgreement('320111', '340523')

/** Both sides import and sign a version; it begins on the day `validFrom`. */
async function agreeOn(change: Partial<Agreement>): Promise<string> {
  const document: Agreement = { ...first, ...change }
  const from = document.validFrom
  document.grants = document.grants.map(grant => ({ ...grant, from }))
  const hashes = await Promise.all(
    [nodes.pukou, nodes.hexian].map(({ node }) => importAgreement(node, document)),
  )
  expect(new Set(hashes).size).toBe(1)
  const [hash = ''] = hashes
  for (const [side, code] of [
    [nodes.pukou, '320111'],
    [nodes.hexian, '340523'],
  ] as const)
    expect((await side.as(admin(code)).post(`/api/agreements/${hash}/sign`)).status).toBe(200)
  for (const side of ['pukou', 'hexian'] as const)
    await until(`${side} holds both signatures`, async () =>
      (await listed(side)).some(one => one.hash === hash && one.standing !== 'unsigned'),
    )
  return hash
}

const grantsWithout = (...ids: string[]) => first.grants.filter(g => !ids.includes(g.id))

/** Received in 浦口 and taken over by 和县. */
async function received(): Promise<string> {
  const { status, body } = await nodes.pukou
    .as(pukou.clerk)
    .post('/api/matters', noCrimeCertificate('340523'))
  expect(status, JSON.stringify(body)).toBe(200)
  const id = body.cases[0].id as string
  await caseWhen(nodes.hexian, hexian.acceptor, id, '和县接收', v => v.summary.leader === '340523')
  return id
}

async function decided(id: string): Promise<void> {
  await stepAs(nodes.hexian, hexian.acceptor, id, 'accept')
  await stepAs(nodes.hexian, hexian.approver, id, 'grant')
  await caseWhen(nodes.pukou, pukou.clerk, id, '办结到浦口', v => v.summary.phase === 'concluded')
}

const deliver = (id: string, more: object = {}) =>
  stepAs(
    nodes.pukou,
    pukou.clerk,
    id,
    'deliver',
    { way: '窗口领取' },
    {
      parts: { recipient: '欧阳思远' },
      ...more,
    },
  )

/** 收件 of a new case by 浦口, as the node of 和县 asks its own copy whether it is allowed. */
const newCaseAt = ({ node }: TwoNodes['hexian']) => {
  const { subject, jurisdiction, roles, station = '' } = pukou.clerk
  return permitKind.authorize(node, node.db, {
    state: undefined,
    row: rowOf(permit, 'receive'),
    actor: { kind: 'staff' as const, subject, jurisdiction, roles, station },
    body: { item: { code: 'no-crime-certificate' }, deciding: '340523', receiving: '320111' },
    at: nodes.time.now(),
  })
}

test('a running case goes on under the version it began under; what begins now is under the new one', async () => {
  const id = await received()
  const change = { version: 2, validFrom: '2026-03-12', grants: grantsWithout('hx-police-certificates') }
  const hash = await agreeOn(change)
  // Signing before its first day changes nothing yet.
  expect((await listed('pukou')).map(one => one.standing)).toEqual(['not-begun', 'in-force'])
  const second = await received()

  nodes.time.set('2026-03-12T02:00:00.000Z')
  for (const side of ['pukou', 'hexian'] as const)
    expect((await listed(side)).map(one => [one.version, one.standing])).toEqual([
      [2, 'in-force'],
      [1, 'replaced'],
    ])

  // Forbidden: a new case, at the own window and at the node that would have to decide it.
  const refused = await nodes.pukou.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  expect(refused.body.code).toBe('no-grant')
  await expect(newCaseAt(nodes.hexian)).rejects.toMatchObject({ code: 'no-grant' })

  // Allowed: both that had begun, on to their delivery by the window that received them.
  for (const begun of [id, second]) {
    await decided(begun)
    expect((await deliver(begun)).body).toEqual({ done: false, leader: '340523' })
    await caseWhen(nodes.pukou, pukou.clerk, begun, '送达', v => v.summary.phase === 'delivered')
  }

  // Again: importing and signing the same version changes nothing, nor does the same delivery.
  expect(await agreeOn(change)).toBe(hash)
  expect((await deliver(id)).status).toBe(409)
  expect((await caseAs(nodes.hexian, hexian.acceptor, id)).summary.phase).toBe('delivered')
})

test('a version that is left at once takes its running cases along', async () => {
  const hash = await agreeOn({
    version: 3,
    validFrom: '2026-03-13',
    withdrawal: { noticeDays: 0, runningCases: 'return' },
  })
  nodes.time.set('2026-03-13T02:00:00.000Z')
  const id = await received()
  await decided(id)
  const left = await nodes.hexian
    .as(admin('340523'))
    .post(`/api/agreements/${hash}/withdraw`, { effectiveAt: nodes.time.now(), reason: '演示：立即停止' })
  expect(left.body.standing).toBe('withdrawn')
  await until('known in 浦口', async () => (await listed('pukou'))[0]?.standing === 'withdrawn')
  const command = randomUUID()
  for (const _ of [1, 2]) expect((await deliver(id, { command })).body.code).toBe('grant-withdrawn')
  expect((await caseAs(nodes.hexian, hexian.acceptor, id)).summary.phase).toBe('concluded')
})
