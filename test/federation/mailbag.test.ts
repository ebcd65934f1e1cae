import { randomUUIDv7 } from 'node:crypto'
import { messageTyp, Receipt, receiptTyp } from '@lianqiao/model/exchange/messages.ts'
import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { directory } from '../../server/src/federation/index.ts'
import type { JsonValue } from '../../server/src/platform/crypto/canonical.ts'
import { signRequest } from '../../server/src/platform/crypto/http-signature.ts'
import { signCompact, verifyCompact } from '../../server/src/platform/crypto/jws.ts'
import { until } from '../support/until.ts'
import { type Pair, startPair } from './support/pair.ts'
import { effectsOf, ping } from './support/ping.ts'

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
})

const mailbag = 'application/vnd.lianqiao.mailbag'
const effects = (n: number) => effectsOf(b.running.node.db, n)

const letter = (n: number, body: Record<string, JsonValue> = {}, more: Record<string, string> = {}) =>
  signCompact(a.signer, messageTyp, {
    ...{ id: randomUUIDv7(), from: '320111', to: '340523', type: 'test.ping', at: pair.time.now(), ...more },
    body: { n, ...body },
  })

/** Carry a bag to the gate of 和县. @returns a line for each letter */
async function carry(lines: readonly string[], spoil = (body: Buffer) => body, path = 'messages') {
  const url = `${b.config.publicUrl}/exchange/${path}`
  const body = Buffer.from(lines.join('\n'))
  const headers = { 'content-type': mailbag }
  const created = new Date(pair.time.now())
  const fields = await signRequest(a.signer, { method: 'POST', url, headers, body }, { created })
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, ...fields },
    body: new Uint8Array(spoil(body)),
  })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), lines: text.split('\n') }
}

/** What a line says: the verdict of a receipt that 和县 signed. */
async function verdict(line = '') {
  const book = await directory(a.running.node)
  const keys = book.keysOf(JurisdictionCode.parse('340523'), pair.time.now())
  const { payload } = await verifyCompact(line, receiptTyp, keys)
  const { state, problem } = Receipt.parse(payload)
  return problem ? `${state} ${problem.code}` : state
}

describe.each([
  ['of no record, which are handled one by one', 0, () => ({})],
  ['each of another record, which are handled together', 1000, (n: number) => ({ record: `r${n}` })],
])('letters %s', (_, from, about) => {
  const ours = (n: number, body: Record<string, JsonValue> = {}, more: Record<string, string> = {}) =>
    letter(from + n, body, { ...about(n), ...more })
  const took = (n: number) => effectsOf(b.running.node.db, from + n)

  test('a bag has a receipt for each letter; one that is refused, one that is early and one that fails concern no other', async () => {
    const bag = await Promise.all([
      ours(1),
      ours(2, { do: 'refuse' }),
      ours(3, { after: 99 }),
      ours(4, { do: 'fail' }),
      ours(5, {}, { to: '320111' }),
      'no letter at all',
      ours(6),
    ])
    const { status, type, lines } = await carry(bag)
    expect([status, type]).toEqual([200, mailbag])
    expect(lines).toHaveLength(7)
    expect(await verdict(lines[0])).toBe('processed')
    expect(await verdict(lines[1])).toBe('rejected no-grant')
    expect(lines.slice(2, 6)).toEqual(['message-early', 'internal', 'message-invalid', 'message-invalid'])
    expect(await verdict(lines[6])).toBe('processed')
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(took))).toEqual([1, 0, 0, 0, 0, 1])
  })

  test('the same bag again has the same receipts, byte for byte, and no second effect', async () => {
    const bag = await Promise.all([ours(11), ours(12, { do: 'refuse' }), ours(13)])
    const first = await carry(bag)
    expect(await carry(bag)).toEqual(first)
    expect(await Promise.all([11, 12, 13].map(took))).toEqual([1, 0, 1])
  })

  test('a bag of which half arrived before gives that half the receipts it had', async () => {
    const bag = await Promise.all([ours(21), ours(22), ours(23), ours(24)])
    const half = await carry(bag.slice(0, 2))
    const whole = await carry(bag)
    expect(whole.lines.slice(0, 2)).toEqual(half.lines)
    expect(await Promise.all(whole.lines.map(verdict))).toEqual(bag.map(() => 'processed'))
    expect(await Promise.all([21, 22, 23, 24].map(took))).toEqual([1, 1, 1, 1])
  })
})

/** By which transactions the letters of a bag came to stand in the inbox. */
const transactions = async (first: number, last: number) => {
  const { rows } = await sql<{ xmin: string }>`
    select xmin::text from inbox where record_id = any (${Array.from({ length: last - first + 1 }, (_, n) => `r${first + n}`)})`.execute(
    b.running.node.db,
  )
  return rows.map(row => row.xmin)
}

test('letters about different records are one transaction, as long as none of them is refused', async () => {
  const ofRecord = (n: number, body = {}) => letter(n, body, { record: `r${n}` })
  const good = await carry(await Promise.all([41, 42, 43].map(n => ofRecord(n))))
  expect(await Promise.all(good.lines.map(verdict))).toEqual(['processed', 'processed', 'processed'])
  const together = await transactions(41, 43)
  expect([together.length, new Set(together).size]).toEqual([3, 1])
  await carry(await Promise.all([ofRecord(44), ofRecord(45, { do: 'refuse' }), ofRecord(46)]))
  const apart = await transactions(44, 46)
  expect([apart.length, new Set(apart).size]).toEqual([3, 3])
})

test('two letters about one record in one bag are both handled, each once', async () => {
  const bag = await Promise.all([51, 52, 53].map((n, i) => letter(n, {}, { record: `pair${i % 2}` })))
  const { lines } = await carry(bag)
  expect(await Promise.all(lines.map(verdict))).toEqual(['processed', 'processed', 'processed'])
  expect(await Promise.all([51, 52, 53].map(effects))).toEqual([1, 1, 1])
})

test('a bag that comes twice at the same time, the second in another order, takes effect once', async () => {
  const bag = await Promise.all([61, 62, 63, 64].map(n => letter(n, {}, { record: `r${n}` })))
  const [one, two] = await Promise.all([carry(bag), carry(bag.toReversed())])
  expect(two.lines.toReversed()).toEqual(one.lines)
  expect(await Promise.all(one.lines.map(verdict))).toEqual(bag.map(() => 'processed'))
  expect(await Promise.all([61, 62, 63, 64].map(effects))).toEqual([1, 1, 1, 1])
})

test('of two letters under one id in one bag, each about another record, one takes effect and the other is refused', async () => {
  const id = randomUUIDv7()
  const bag = [81, 82, 83].map(n => letter(n, {}, { record: `r${n}`, ...(n < 83 ? { id } : {}) }))
  const { lines } = await carry(await Promise.all(bag))
  const said = await Promise.all(lines.map(verdict))
  expect(said).toEqual(['processed', 'rejected message-conflict', 'processed'])
  expect(await Promise.all([81, 82, 83].map(effects))).toEqual([1, 0, 1])
})

test('an id that comes again with other content is refused, and the others of its bag are not', async () => {
  const id = randomUUIDv7()
  await carry([await letter(71, {}, { id, record: 'r71' }), await letter(72, {}, { record: 'r72' })])
  const { lines } = await carry([
    await letter(73, {}, { id, record: 'r71' }),
    await letter(74, {}, { record: 'r74' }),
    await letter(75, {}, { record: 'r75' }),
  ])
  const said = await Promise.all(lines.map(verdict))
  expect(said).toEqual(['rejected message-conflict', 'processed', 'processed'])
  expect(await Promise.all([71, 73, 74, 75].map(effects))).toEqual([1, 0, 1, 1])
})

test('a bag that is cut on the way, or filled beyond its measure, is refused whole, and queries come alone', async () => {
  const bag = await Promise.all([letter(31), letter(32)])
  const cut = await carry(bag, body => body.subarray(0, body.indexOf('\n')))
  expect([cut.status, cut.lines.join('')]).toEqual([400, expect.stringContaining('message-invalid')])
  const many = await Promise.all(Array.from({ length: 17 }, (_, n) => letter(100 + n)))
  expect((await carry(many)).status).toBe(400)
  expect((await carry(bag, undefined, 'queries')).status).toBe(400)
  expect(await Promise.all([31, 32, 100].map(effects))).toEqual([0, 0, 0])
})

/** Put pings into the outbox, one to a record, while nobody sends. */
async function waiting(numbers: readonly number[]): Promise<void> {
  await a.restart({ duties: ['serve'] })
  for (const n of numbers) await ping(a.running.node, n, { record: `r${n}` })
}

const arrived = (...numbers: number[]) =>
  until('all arrived and settled', async () => {
    const { db } = a.running.node
    const waiting = await db.selectFrom('outbox').select('id').where('state', '!=', 'processed').execute()
    return waiting.length === 0 && (await Promise.all(numbers.map(effects))).every(count => count === 1)
  })

test('what waits for a partner leaves by the bag', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => 200 + index)
  await waiting(numbers)
  const bags: number[] = []
  a.wire.meddle(({ init, pass }) => {
    if (init.headers['content-type'] === mailbag) bags.push(init.body.toString().split('\n').length)
    return pass()
  })
  await a.restart()
  await arrived(...numbers)
  expect(bags[0]).toBe(16)
})

test('a partner that takes no bags gets each letter by itself, and none is lost or blamed', async () => {
  const numbers = [301, 302, 303, 304, 305, 306]
  let bags = 0
  await waiting(numbers)
  a.wire.meddle(({ init, pass }) => {
    if (init.headers['content-type'] !== mailbag) return pass()
    bags += 1
    return Promise.resolve(Response.json({ code: 'unreadable-body' }, { status: 400 }))
  })
  await a.restart()
  await arrived(...numbers)
  expect(bags).toBeGreaterThan(0)
  const alarms = await a.running.node.db.selectFrom('alarm').select('kind').execute()
  expect(alarms).toEqual([])
})
