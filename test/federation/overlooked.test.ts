import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followingId } from '../../server/src/cases/ids.ts'
import { takeOverlooked } from '../../server/src/cases/take-over.ts'
import { noCrimeCertificate, people } from '../support/matters.ts'
import { until } from '../support/until.ts'
import { type Pair, type Side, startPair } from './support/pair.ts'

/** A case that was passed on reaches 和县 while nobody there sends anything, and its wish to lead it is lost: the offer lies there. */
let pair: Pair
let a: Side
let b: Side
const { pukou, hexian } = people
const minute = 60_000

beforeAll(async () => {
  pair = await startPair({ whole: true })
  a = pair.a
  b = pair.b
})
afterAll(() => pair.stop())

async function offered(): Promise<RecordId> {
  await b.restart({ duties: ['serve'] })
  const { body } = await a.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  const id = body.cases[0].id as RecordId
  // The offer is a step of its own, and comes in a letter after that of the receipt.
  await until('收到移交', async () => {
    const { body } = await b.as(hexian.acceptor).get(`/api/cases/${id}`)
    return body.summary?.offeredTo === '340523'
  })
  const { db } = b.running.node
  for (const table of ['outbox', 'command'] as const)
    await db.deleteFrom(table).where('record_id', '=', id).execute()
  return id
}

const ledBy = (id: string, leader: string) => async () => {
  const views = await Promise.all(
    [a.as(pukou.clerk), b.as(hexian.acceptor)].map(as => as.get(`/api/cases/${id}`)),
  )
  return views.every(({ body }) => body.summary?.leader === leader)
}

test('an offer whose wish was lost is taken over a minute later', async () => {
  const id = await offered()
  expect(await takeOverlooked(b.running.node)).toBe(0)
  pair.time.advance(minute)
  expect(await takeOverlooked(b.running.node)).toBe(1)
  // The wish is on its way: who looks again wishes no second time.
  expect(await takeOverlooked(b.running.node)).toBe(0)
  await b.restart()
  await until('和县主办', ledBy(id, '340523'))
})

test('an offer that the leader refused once to give is asked for again, later each time', async () => {
  const id = await offered()
  const { node } = b.running
  const refused = (seq: number, purpose: string) => ({
    id: followingId(id, seq, purpose),
    record_id: id,
    verb: 'take',
    leader: '320111',
    asked_by: 'system',
    asked_at: node.time.now(),
    content: Buffer.alloc(0),
    state: 'refused',
    settled_at: node.time.now(),
  })
  await node.db
    .insertInto('command')
    .values([refused(1, 'take'), refused(1, 'take:1')])
    .execute()
  for (const [minutes, wished] of [
    [1, 0],
    [1, 1],
  ] as const) {
    pair.time.advance(minutes * minute)
    expect(await takeOverlooked(node)).toBe(wished)
  }
  await b.restart()
  await until('和县主办', ledBy(id, '340523'))
})

test('a case offered to the other side is none of ours to take', async () => {
  await b.restart({ duties: ['serve'] })
  await a.as(pukou.clerk).post('/api/matters', noCrimeCertificate('340523'))
  pair.time.advance(minute)
  expect(await takeOverlooked(a.running.node)).toBe(0)
})
