import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Tx } from '../../server/src/platform/database/database.ts'
import { staff } from '../support/as.ts'
import { type Pair, type Side, startPair } from './support/pair.ts'

let pair: Pair
let a: Side
let b: Side
const hexian = JurisdictionCode.parse('340523')
beforeAll(async () => {
  pair = await startPair()
  a = pair.a
  b = pair.b
})
afterAll(() => pair.stop())
beforeEach(() => a.wire.mend())

const ask = (say: string, more: object = {}, options = {}) =>
  a.running.node.exchange.query(hexian, 'test.ask', { say, ...more }, options)
const refused = (code: string) => expect.objectContaining({ name: 'Problem', code })

test('a question is answered, and both sides log it without its body', async () => {
  expect(await ask('hello', {}, { basis: 'grant-7', record: 'r-1' })).toEqual({ heard: 'hello' })
  const auditor = (side: Side) => side.as(staff(side.config.jurisdiction, ['auditor']))
  for (const [side, direction, peer] of [
    [a, 'out', '340523'],
    [b, 'in', '320111'],
  ] as const) {
    const { body } = await auditor(side).get('/api/exchange/queries?limit=1')
    expect(body.queries).toMatchObject([
      {
        direction,
        peer,
        type: 'test.ask',
        record: 'r-1',
        basis: 'grant-7',
        outcome: 'answered',
        problem: null,
      },
    ])
    expect(JSON.stringify(body)).not.toContain('hello')
  }
})

test('the partner’s own refusal comes back as its problem', async () => {
  await expect(ask('refuse')).rejects.toThrow(refused('purpose-not-allowed'))
  await expect(a.running.node.exchange.query(hexian, 'test.nothing', {})).rejects.toThrow(
    refused('message-type-unknown'),
  )
  const { body } = await a.as(staff('320111', ['auditor'])).get('/api/exchange/queries?limit=2')
  expect(body.queries.map((query: { outcome: string }) => query.outcome)).toEqual(['refused', 'refused'])
  const next = await a.as(staff('320111', ['auditor'])).get(`/api/exchange/queries?before=${body.next}`)
  expect(next.body).toMatchObject({ queries: [{ outcome: 'answered' }], next: null })
})

test('what is kept of an answer stands with the end of its question; who will not keep it has nothing', async () => {
  const { node } = a.running
  const keep = (name: string, then = () => {}) =>
    ask(
      'kept',
      {},
      {
        keep: async (tx: Tx, answer: unknown) => {
          await tx
            .insertInto('setting')
            .values({ name, value: JSON.stringify(answer) })
            .execute()
          then()
          return answer
        },
      },
    )
  const kept = (name: string) =>
    node.db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  expect(await keep('one')).toEqual({ heard: 'kept' })
  expect(await kept('one')).toEqual({ value: { heard: 'kept' } })
  const refusal = () => {
    throw problem('message-invalid', { reason: 'answer' })
  }
  await expect(keep('two', refusal)).rejects.toThrow(refused('message-invalid'))
  expect(await kept('two')).toBeUndefined()
  const { body } = await a.as(staff('320111', ['auditor'])).get('/api/exchange/queries?limit=2')
  expect(body.queries.map((query: { outcome: string }) => query.outcome)).toEqual(['answered', 'answered'])
})

test('silence ends at the time limit, a cut link at once', async () => {
  // The answer would come after two seconds; that it is the limit which ends the wait, the refusal says.
  await expect(ask('slow', { waitMs: 2000 }, { timeoutMs: 200 })).rejects.toThrow(refused('query-timeout'))
  a.wire.cut()
  await expect(ask('anybody?')).rejects.toThrow(refused('peer-unreachable'))
})

test('an answer to another question is not taken', async () => {
  let first: { body: Buffer; headers: Headers } | undefined
  a.wire.meddle(async passing => {
    const response = await passing.pass()
    first ??= { body: Buffer.from(await response.clone().arrayBuffer()), headers: response.headers }
    return new Response(first.body as BodyInit, { status: 200, headers: first.headers })
  })
  expect(await ask('one')).toEqual({ heard: 'one' })
  await expect(ask('two')).rejects.toThrow(refused('message-invalid'))
})

test('a question replayed is not answered again', async () => {
  a.wire.meddle(async passing => {
    await passing.pass()
    return passing.pass()
  })
  await expect(ask('once')).rejects.toThrow(refused('message-invalid'))
})

test('two ledgers are compared by one hash of each side', async () => {
  const watch = () => a.as(staff('320111', ['auditor'])).get('/api/exchange/ledger?peer=340523')
  expect((await watch()).body).toMatchObject({ own: { records: 0, actions: 0 }, equal: true, problem: null })
  const put = (side: Side, id: string, head: string, participants: string[]) =>
    sql`insert into record (id, kind, version, phase, ended, seq, head, leader, participants, opened_at, changed_at, state)
      values (${id}, 'permit', 1, 'open', false, 2, ${head}, '320111', ${participants}, now(), now(), '{}')`.execute(
      side.running.node.db,
    )
  for (const side of [a, b]) await put(side, 'r1', 'aa', ['320111', '340523'])
  await put(a, 'r2', 'bb', ['320111'])
  expect((await watch()).body).toMatchObject({ own: { records: 1, actions: 3 }, equal: true })
  await put(b, 'r3', 'cc', ['340523', '320111'])
  expect((await watch()).body).toMatchObject({ theirs: { records: 2 }, equal: false })
  a.wire.cut()
  expect((await watch()).body).toMatchObject({
    own: { records: 1 },
    theirs: null,
    equal: null,
    problem: { code: 'peer-unreachable', detail: expect.stringContaining('和县') },
  })
})

test('a peer that asks too much is told to wait', async () => {
  const few = await startPair({ pace: { requestsPerMinute: 8 } })
  try {
    const question = () => few.a.running.node.exchange.query(hexian, 'test.ask', { say: 'again' })
    // So many that no machine is slow enough for all of them to be allowed.
    const answers = await Promise.allSettled(Array.from({ length: 60 }, question))
    expect(answers.some(answer => answer.status === 'fulfilled')).toBe(true)
    expect(answers.some(answer => answer.status === 'rejected')).toBe(true)
  } finally {
    await few.stop()
  }
})
