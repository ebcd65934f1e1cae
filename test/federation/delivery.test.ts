import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enqueue } from '../../server/src/platform/outbox.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { hasSentAll } from '../support/acquaint.ts'
import { staff } from '../support/as.ts'
import { until } from '../support/until.ts'
import { type Pair, startPair } from './support/pair.ts'
import { effectsOf, orderAt, ping, settledAt } from './support/ping.ts'

let pair: Pair
let a: Pair['a']
let b: Pair['b']
beforeAll(async () => {
  pair = await startPair()
  a = pair.a
  b = pair.b
})
afterAll(() => pair.stop())
beforeEach(() => {
  a.wire.mend()
  b.wire.mend()
})

const dbOf = (side: Pair['a']) => side.running.node.db
const stateOf = async (id: string) =>
  dbOf(a).selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const settled = (id: string, state: string) =>
  until(`${state}`, async () => {
    const row = await stateOf(id)
    return row.state === state && row
  })
const admin = staff('320111', ['sysadmin'])

test('a message arrives, takes effect once, and its receipt is kept', async () => {
  const id = await ping(a.running.node, 1)
  const row = await settled(id, 'processed')
  expect(await effectsOf(dbOf(b), 1)).toBe(1)
  expect(row.receipt?.split('.')).toHaveLength(3)
  expect(await settledAt(dbOf(a), 1)).toEqual({ state: 'processed' })
  const audit = await dbOf(b).selectFrom('audit').selectAll().where('verb', '=', 'test.ping').execute()
  expect(audit).toMatchObject([{ actor: 'peer:320111', outcome: 'done' }])
})

test('nothing that travels is stored in the clear', async () => {
  const id = await ping(a.running.node, 2, { text: 'readable-nowhere' })
  const row = await settled(id, 'processed')
  const stored = [row.payload.toString('latin1'), row.signed ?? '', row.receipt ?? '']
  const plain = Buffer.from('readable-nowhere')
  for (const text of stored) {
    expect(text).not.toContain('readable-nowhere')
    expect(text).not.toContain(plain.toString('base64url').slice(2, -2))
  }
})

test('a cut link loses nothing; mended, all arrives in the order of each record', async () => {
  a.wire.cut()
  for (const n of [10, 11, 12, 13, 14]) await ping(a.running.node, n, { record: 'r' })
  await until('the breaker opens', async () => {
    const answer = await a.as(admin).get('/api/exchange/peers')
    return answer.body.peers[0].breaker === 'open' && answer.body.peers[0].waiting === 5
  })
  a.wire.mend()
  await until('all there', async () => (await effectsOf(dbOf(b), 14)) === 1)
  expect((await orderAt(dbOf(b))).filter(n => n >= 10)).toEqual([10, 11, 12, 13, 14])
  const answer = await until('closed again', async () => {
    const { body } = await a.as(admin).get('/api/exchange/peers')
    return body.peers[0].breaker === 'closed' && body.peers[0].waiting === 0 && body
  })
  expect(answer.peers[0]).toMatchObject({ jurisdiction: '340523', name: '和县', lagSeconds: 0, rejected: 0 })
})

test('one record that waits does not hold up another', async () => {
  const early = await ping(a.running.node, 20, { record: 'waits', after: 29 })
  await ping(a.running.node, 21, { record: 'waits' })
  await ping(a.running.node, 22, { record: 'goes' })
  await until('the other record', async () => (await effectsOf(dbOf(b), 22)) === 1)
  expect(await effectsOf(dbOf(b), 21)).toBe(0)
  expect((await stateOf(early)).state).not.toBe('processed')
  // What it waited for arrives, and both follow.
  await ping(a.running.node, 29)
  await until('those that waited', async () => (await effectsOf(dbOf(b), 21)) === 1)
  expect((await orderAt(dbOf(b))).filter(n => n >= 20)).toEqual([22, 29, 20, 21])
})

test('a message that came twice has one effect and one receipt, byte for byte', async () => {
  // What an earlier test left on its way is not counted here.
  await until('nothing is on its way', () => hasSentAll(a.running.node))
  const receipts: string[] = []
  a.wire.meddle(async passing => {
    receipts.push(await (await passing.pass()).text())
    const second = await passing.pass()
    receipts.push(await second.clone().text())
    return second
  })
  const row = await settled(await ping(a.running.node, 30), 'processed')
  expect(await effectsOf(dbOf(b), 30)).toBe(1)
  expect(receipts.length).toBeGreaterThan(1)
  expect(new Set(receipts)).toEqual(new Set([row.receipt]))
})

test('where the receipt is lost, the same bytes are sent again and nothing happens twice', async () => {
  const sent: string[] = []
  a.wire.meddle(async passing => {
    sent.push(passing.init.body.toString())
    const answer = await passing.pass()
    if (sent.length < 3) throw new TypeError('lost on the way back')
    return answer
  })
  const row = await settled(await ping(a.running.node, 31), 'processed')
  expect(row.attempts).toBe(3)
  expect(new Set(sent).size).toBe(1)
  expect(await effectsOf(dbOf(b), 31)).toBe(1)
})

test('a refusal by a rule is a verdict: nothing of it stays, its receipt is final', async () => {
  const id = await ping(a.running.node, 40, { do: 'refuse' })
  const row = await settled(id, 'rejected')
  expect(row.attempts).toBe(1)
  expect(row.problem).toMatchObject({ code: 'no-grant' })
  expect(await effectsOf(dbOf(b), 40)).toBe(0)
  expect(await settledAt(dbOf(a), 40)).toEqual({ state: 'rejected', code: 'no-grant' })
  const { body } = await a.as(admin).get(`/api/exchange/messages/${id}`)
  expect(body).toMatchObject({ state: 'rejected', problem: { code: 'no-grant' }, receipt: row.receipt })
  // Sent again it is a new message, which may be refused anew.
  const again = await a.as(admin).post(`/api/exchange/messages/${id}/retry`)
  expect(again.body.id).not.toBe(id)
  await settled(again.body.id, 'rejected')
})

test('a body that is not what its type says, and a type that nobody knows, are verdicts', async () => {
  const id = await ping(a.running.node, 1.5)
  expect((await settled(id, 'rejected')).problem).toMatchObject({ code: 'message-invalid' })
  const { node } = a.running
  const unknown = await transaction(node.db, tx =>
    enqueue(node, tx, { to: b.config.jurisdiction, type: 'test.nothing', body: {} }),
  )
  expect((await settled(unknown, 'rejected')).problem).toMatchObject({ code: 'message-type-unknown' })
})

test('a fault of the receiver is no verdict: tried again until given up, then sent again by hand', async () => {
  const id = await ping(a.running.node, 50, { do: 'fail' })
  await until('some attempts', async () => (await stateOf(id)).attempts > 2)
  expect(await effectsOf(dbOf(b), 50)).toBe(0)
  // The week passes while an answer is on its way back: no request is then too old when it arrives.
  const week = [8 * 86_400_000]
  a.wire.meddle(async passing => {
    const answer = await passing.pass()
    pair.time.advance(week.pop() ?? 0)
    return answer
  })
  await settled(id, 'dead')
  expect(await settledAt(dbOf(a), 50)).toMatchObject({ state: 'dead' })
  const listed = await a.as(admin).get('/api/exchange/messages?state=dead')
  expect(listed.body).toMatchObject({ messages: [{ id, problem: { code: 'internal' } }], next: null })
  const wrong = await a.as(staff('320111', ['auditor'])).post(`/api/exchange/messages/${id}/retry`)
  expect(wrong.status).toBe(403)
  const again = await a.as(admin).post(`/api/exchange/messages/${id}/retry`)
  expect(again.body).toEqual({ id })
  await settled(id, 'dead')
})

test('a partner who is not reached for a week: given up, and told as that, not as sent again by itself', async () => {
  a.wire.cut()
  const id = await ping(a.running.node, 51)
  await until('some attempts', async () => (await stateOf(id)).attempts > 1)
  pair.time.advance(8 * 86_400_000)
  expect((await settled(id, 'dead')).problem).toMatchObject({
    code: 'peer-given-up',
    params: { peer: '和县' },
  })
  a.wire.mend()
})

test('only what failed can be sent again', async () => {
  const row = await settled(await ping(a.running.node, 60), 'processed')
  const answer = await a.as(admin).post(`/api/exchange/messages/${row.id}/retry`)
  expect(answer).toMatchObject({ status: 409, body: { code: 'message-not-failed' } })
})

test('a message too large to sign is given up at once', async () => {
  const id = await ping(a.running.node, 61, { text: 'x'.repeat(3_000_001) })
  expect((await settled(id, 'dead')).problem).toMatchObject({ code: 'too-large' })
})

test('who is reached over TLS sends nothing in the clear; it waits, and goes once he may', async () => {
  const { publicUrl } = a.config
  a.config.publicUrl = 'https://pukou.example'
  await a.restart()
  const id = await ping(a.running.node, 70)
  const refused = await until('an attempt', async () => {
    const row = await stateOf(id)
    return row.problem !== null && row
  })
  expect(refused).toMatchObject({
    state: 'queued',
    problem: { code: 'peer-without-tls', params: { peer: '和县' } },
  })
  expect(await effectsOf(dbOf(b), 70)).toBe(0)
  a.config.publicUrl = publicUrl
  await a.restart()
  await settled(id, 'processed')
})
