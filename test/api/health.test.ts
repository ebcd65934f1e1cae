import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { enqueue } from '../../server/src/platform/outbox.ts'
import { transaction } from '../../server/src/platform/transaction.ts'
import { startTwoNodes, type TwoNodes } from '../support/two-nodes.ts'

let nodes: TwoNodes
beforeAll(async () => {
  // What nodes do again and again they do never here: the worker would say that it lives just where a test has silenced it.
  vi.useFakeTimers({ toFake: ['setInterval'] })
  nodes = await startTwoNodes({ seeded: false })
  vi.useRealTimers()
})
afterAll(() => nodes.stop())

interface Ready {
  status: string
  checks: { name: string; state: string; detail?: string }[]
}

async function ready() {
  const { status, body } = await nodes.pukou.as().get<Ready>('/api/health/ready')
  return { http: status, status: body.status, ...Object.fromEntries(body.checks.map(c => [c.name, c.state])) }
}

const fine = {
  database: 'ok',
  migrations: 'ok',
  vault: 'ok',
  worker: 'ok',
  directory: 'ok',
  outbox: 'ok',
}

test('a node that is well is ready, and says of what', async () => {
  expect(await ready()).toMatchObject({ http: 200, status: 'ok', ...fine })
})

test('what a probe is told holds no address, no key and no person', async () => {
  const { body } = await nodes.pukou.as().get('/api/health/ready')
  const { databaseUrl, keysFolder } = nodes.pukou.node.config
  for (const secret of [databaseUrl, keysFolder, 'postgres', '127.0.0.1'])
    expect(JSON.stringify(body)).not.toContain(secret)
})

test('a worker that has gone silent is a warning: windows stay open', async () => {
  const { db } = nodes.pukou.node
  const alive = (age: string) =>
    sql`update setting set value = to_jsonb(now() - ${age}::interval) where name = 'jobs.alive'`.execute(db)
  await alive('2 minutes')
  expect(await ready()).toMatchObject({ http: 200, status: 'degraded', worker: 'warning' })
  await alive('0 s')
})

test('a message that waits long for a partner is a warning, and tells which partner', async () => {
  const { node } = nodes.pukou
  const far = '340523' as typeof node.jurisdiction
  // In one transaction: a message that was seen may be on its way the next moment, and be answered.
  await transaction(node.db, async tx => {
    await enqueue(node, tx, { to: far, type: 'test.none', body: {} })
    await sql`update outbox set attempts = 1, next_attempt_at = now() + interval '1 hour',
      created_at = ${nodes.time.now()}::timestamptz - interval '20 minutes'`.execute(tx)
  })
  expect(await ready()).toMatchObject({ http: 200, status: 'degraded', outbox: 'warning' })
  const { body } = await nodes.pukou.as().get<Ready>('/api/health/ready')
  expect(body.checks.find(c => c.name === 'outbox')?.detail).toBe('340523 1200 s')
  await sql`delete from outbox`.execute(node.db)
})

test('a database of an older form is not ready', async () => {
  const { db } = nodes.pukou.node
  const row = await sql<{ name: string; sha256: string }>`
    delete from migration where name = (select max(name) from migration) returning name, sha256`.execute(db)
  expect(await ready()).toMatchObject({ http: 503, status: 'failed', migrations: 'failed' })
  const [was] = row.rows
  await sql`insert into migration (name, sha256) values (${was?.name}, ${was?.sha256})`.execute(db)
  expect(await ready()).toMatchObject({ http: 200 })
})

test('a directory near its end is a warning, one past it is a failure', async () => {
  const then = nodes.time.now()
  nodes.time.advance(360 * 86_400_000)
  expect(await ready()).toMatchObject({ http: 200, status: 'degraded', directory: 'warning' })
  nodes.time.advance(10 * 86_400_000)
  expect(await ready()).toMatchObject({ http: 503, status: 'failed', directory: 'failed' })
  nodes.time.set(then)
})

test('without its database a process lives and is not ready', async () => {
  const { node } = nodes.hexian
  await node.db.destroy()
  expect((await nodes.hexian.as().get('/api/health/live')).status).toBe(200)
  const { status, body } = await nodes.hexian.as().get<Ready>('/api/health/ready')
  expect([status, body.status]).toEqual([503, 'failed'])
  expect(body.checks).toContainEqual({ name: 'database', state: 'failed' })
})
