import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../server/src/platform/transaction.ts'
import { until } from '../support/until.ts'
import { quick } from './support/mounted.ts'
import { type Pair, type Side, startPair } from './support/pair.ts'
import { effectsOf, ping } from './support/ping.ts'

let pair: Pair
let a: Side
let b: Side
beforeAll(async () => {
  pair = await startPair()
  a = pair.a
  b = pair.b
})
afterAll(() => pair.stop())

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Run a side's node in a process of its own. */
function launch(side: Side, options: { duties: string[]; silent?: boolean }): ChildProcess {
  const wish = { config: side.config, time: pair.time.now(), pace: quick, ...options }
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'support/process.ts'), JSON.stringify(wish)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PING_MAY_KILL: '1' },
    },
  )
  children.push(child)
  return child
}

const said = (child: ChildProcess, word: string) =>
  new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`ended before it said ${word}`)))
    child.stdout?.on('data', (data: Buffer) => {
      if (data.toString().includes(word)) resolve()
    })
  })

const rowOf = (id: string) =>
  a.running.node.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('a sender killed while sending: another process goes on with the same bytes', async () => {
  await a.restart({ duties: ['serve'] })
  const child = launch(a, { duties: ['work'], silent: true })
  const sending = said(child, 'sending')
  const id = await ping(a.running.node, 1)
  await sending
  child.kill('SIGKILL')
  await once(child, 'exit')
  const before = await rowOf(id)
  expect(before).toMatchObject({ state: 'sent', attempts: 1 })
  expect(await effectsOf(b.running.node.db, 1)).toBe(0)
  // The lease of who is dead ends: here at once, elsewhere after a quarter of a minute.
  await a.running.node.db
    .updateTable('outbox')
    .set({ next_attempt_at: new Date(0) })
    .where('id', '=', id)
    .execute()
  await a.restart()
  const after = await until('processed', async () => {
    const row = await rowOf(id)
    return row.state === 'processed' && row
  })
  expect(after.signed).toBe(before.signed)
  expect(await effectsOf(b.running.node.db, 1)).toBe(1)
})

test('a message claimed while the database’s clock was an hour ahead does not wait for that hour', async () => {
  await a.restart({ duties: ['serve'] })
  const id = await ping(a.running.node, 5)
  await sql`update outbox set state = 'sent', attempts = 1, next_attempt_at = now() + interval '1 hour'
    where id = ${id}`.execute(a.running.node.db)
  await a.restart()
  await until('processed', async () => (await rowOf(id)).state === 'processed')
})

test('a message put by a process that only serves is sent by one that only works', async () => {
  await a.restart({ duties: ['serve'] })
  const child = launch(a, { duties: ['work'] })
  await said(child, 'up')
  const id = await ping(a.running.node, 2)
  await until('processed', async () => (await rowOf(id)).state === 'processed')
})

test('two senders at once: every message goes once, each record in order', async () => {
  await a.restart()
  const child = launch(a, { duties: ['work'] })
  await said(child, 'up')
  const numbers = Array.from({ length: 60 }, (_, i) => 100 + i)
  for (const n of numbers) await ping(a.running.node, n, { record: `r${n % 3}` })
  await until('all there', async () => {
    const { state } = await a.running.node.db
      .selectFrom('outbox')
      .select(eb => eb.fn.countAll<number>().as('state'))
      .where('state', '!=', 'processed')
      .executeTakeFirstOrThrow()
    return state === 0
  })
  const { value } = await b.running.node.db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'order')
    .executeTakeFirstOrThrow()
  const order = (value as number[]).filter(n => n >= 100)
  expect(order).toHaveLength(60)
  for (const record of [0, 1, 2])
    expect(order.filter(n => n % 3 === record)).toEqual(numbers.filter(n => n % 3 === record))
})

test('a receiver killed while handling: nothing half done, then done once', async () => {
  await a.restart()
  await b.running.stop()
  const child = launch(b, { duties: ['serve'] })
  await said(child, 'up')
  const ended = once(child, 'exit')
  const id = await ping(a.running.node, 3, { do: 'die' })
  await ended
  await b.restart()
  await until('processed', async () => (await rowOf(id)).state === 'processed')
  expect((await rowOf(id)).attempts).toBeGreaterThan(1)
  expect(await effectsOf(b.running.node.db, 3)).toBe(1)
})

test('a worker killed at work: another process takes the work over, in seconds', async () => {
  await a.restart({ duties: ['serve'] })
  const child = launch(a, { duties: ['work'] })
  const ended = once(child, 'exit')
  await transaction(a.running.node.db, tx => a.running.node.jobs.send(tx, 'test.work', { n: 4 }))
  await ended
  expect(await effectsOf(a.running.node.db, 4)).toBe(0)
  await a.restart()
  await until('done', async () => (await effectsOf(a.running.node.db, 4)) === 1)
})
