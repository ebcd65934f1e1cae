import { afterAll, beforeAll, expect, test } from 'vitest'
import { importAgreement, requireDataGrant, requireGrant } from '../../server/src/federation/index.ts'
import { staff } from '../support/as.ts'
import { until } from '../support/until.ts'
import { sampleAgreement } from './support/agreement.ts'
import { type Pair, type Side, startPair } from './support/pair.ts'
import { effectsOf, ping } from './support/ping.ts'

let pair: Pair
let a: Side
let b: Side
beforeAll(async () => {
  pair = await startPair({ unsigned: true })
  a = pair.a
  b = pair.b
})
afterAll(() => pair.stop())

const signer = (side: Side) => side.as(staff(side.config.jurisdiction, ['secadmin']))
const list = async (side: Side) => (await signer(side).get('/api/agreements')).body.agreements
const asked = {
  item: 'residence-permit',
  grantor: '340523',
  grantee: '320111',
  power: 'receive',
  station: 'wujiang',
} as const
const refused = (code: string) => expect.objectContaining({ name: 'Problem', code })
let hash: string

test('an imported agreement allows nothing before both sides signed', async () => {
  const { node } = a.running
  hash = await importAgreement(node, sampleAgreement())
  expect(await importAgreement(node, sampleAgreement())).toBe(hash)
  expect(await list(a)).toMatchObject([
    { hash, standing: 'unsigned', signatures: [{ state: 'missing' }, { state: 'missing' }] },
  ])
  await expect(requireGrant(node, node.db, asked)).rejects.toThrow(refused('agreement-unsigned'))
})

test('without a signed agreement no message is taken, and nothing is lost', async () => {
  const id = await ping(a.running.node, 1)
  await until('refused at the gate', async () => {
    const row = await a.running.node.db
      .selectFrom('outbox')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return row.attempts > 1 && row.state === 'queued' && JSON.stringify(row.problem).includes('no-agreement')
  })
  expect(await effectsOf(b.running.node.db, 1)).toBe(0)
})

test('only the security administrator signs', async () => {
  const answer = await a.as(staff('320111', ['clerk'])).post(`/api/agreements/${hash}/sign`)
  expect(answer.status).toBe(403)
})

test('one side signs, the document travels with the signature, the other signs, and it is in force', async () => {
  const signed = await signer(a).post(`/api/agreements/${hash}/sign`)
  expect(signed.body).toMatchObject({
    standing: 'unsigned',
    signatures: [{ state: 'valid' }, { state: 'missing' }],
  })
  await until('the document at the other side', async () => (await list(b)).length === 1)
  expect(await list(b)).toMatchObject([{ hash, signatures: [{ state: 'valid' }, { state: 'missing' }] }])
  await signer(b).post(`/api/agreements/${hash}/sign`)
  // Again changes nothing.
  expect((await signer(b).post(`/api/agreements/${hash}/sign`)).body.standing).toBe('in-force')
  await until('in force here too', async () => (await list(a))[0].standing === 'in-force')
  const { node } = a.running
  expect((await requireGrant(node, node.db, asked)).grant.id).toBe('police-at-wujiang')
  // What waited for the agreement arrives by itself.
  await until('the ping', async () => (await effectsOf(b.running.node.db, 1)) === 1)
})

test('refusals name the jurisdictions', async () => {
  const { node } = b.running
  const other = requireGrant(node, node.db, { ...asked, power: 'verify' })
  await expect(other).rejects.toThrow(
    expect.objectContaining({
      params: expect.objectContaining({ grantee: '南京市浦口区', grantor: '和县' }),
    }),
  )
  const data = { resource: 'id-card', provider: '340523', consumer: '320111', fields: ['name'] }
  expect((await requireDataGrant(node, node.db, { ...data, purpose: '办理居住证' })).grant.quotaPerDay).toBe(
    100,
  )
  await expect(requireDataGrant(node, node.db, { ...data, purpose: '其他' })).rejects.toThrow(
    refused('purpose-not-allowed'),
  )
})

test('a document changed in the database is no agreement any more', async () => {
  const { node } = a.running
  const changed = JSON.stringify(sampleAgreement({ validTo: '2036-12-31' }))
  const original = JSON.stringify(sampleAgreement())
  await node.db.updateTable('agreement').set({ document: changed }).execute()
  await a.restart()
  expect(await list(a)).toEqual([])
  await a.running.node.db.updateTable('agreement').set({ document: original }).execute()
  expect(await list(a)).toHaveLength(1)
})

test('a signature that is not theirs is shown as invalid and puts nothing in force', async () => {
  const { db } = a.running.node
  const rows = await db.selectFrom('agreement_signature').selectAll().execute()
  const [first, second] = rows
  if (!first || !second) throw new Error('two signatures expected')
  const swap = (jurisdiction: string, signature: string) =>
    db
      .updateTable('agreement_signature')
      .set({ signature })
      .where('jurisdiction', '=', jurisdiction)
      .execute()
  // Done behind the node's back, it is noticed at the next look.
  const stands = (standing: string) => until(standing, async () => (await list(a))[0].standing === standing)
  await swap(first.jurisdiction, second.signature)
  await stands('unsigned')
  await swap(first.jurisdiction, first.signature)
  await stands('in-force')
})

test('a side leaves with the agreed notice; running cases are finished, new ones refused', async () => {
  const withdraw = (effectiveAt: string) =>
    signer(b).post(`/api/agreements/${hash}/withdraw`, { effectiveAt, reason: '演示' })
  const soon = await withdraw('2026-03-20T00:00:00.000Z')
  expect(soon).toMatchObject({ status: 422, body: { code: 'notice-too-short' } })
  expect((await withdraw('2026-04-10T00:00:00.000Z')).body).toMatchObject({
    standing: 'in-force',
    withdrawal: { by: '340523', effectiveAt: '2026-04-10T00:00:00.000Z' },
  })
  expect((await withdraw('2026-04-20T00:00:00.000Z')).body.code).toBe('agreement-withdrawn')
  await until('known to the other side', async () => (await list(a))[0].withdrawal)
  pair.time.set('2026-04-10T00:00:01.000Z')
  await pair.issue()
  await until('the new directory', async () => (await list(a))[0].standing === 'withdrawn')
  const { node } = a.running
  await expect(requireGrant(node, node.db, asked)).rejects.toThrow(refused('grant-withdrawn'))
  const begun = '2026-04-01T00:00:00.000Z' as ReturnType<typeof node.time.now>
  expect((await requireGrant(node, node.db, { ...asked, begun })).grant.id).toBe('police-at-wujiang')
  // Messages about running cases still pass.
  await ping(node, 2)
  await until('the ping', async () => (await effectsOf(b.running.node.db, 2)) === 1)
})

test('an agreement of others is not imported', async () => {
  const foreign = sampleAgreement({
    parties: ['330822', '361123'] as never,
    grants: [],
    data: [],
    collaborations: [],
  })
  await expect(importAgreement(a.running.node, foreign)).rejects.toThrow(refused('agreement-not-ours'))
  await expect(importAgreement(a.running.node, { number: 1 })).rejects.toThrow(refused('bad-input'))
})
