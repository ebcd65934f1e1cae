import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestNode, type TestNode } from '../../../test/support/node.ts'
import { until } from '../../../test/support/until.ts'
import { setClocksRight } from './job-clock.ts'
import { transaction } from './transaction.ts'

/** A database whose clock is a day ahead for a while, as queued work sees it, and is then set right. */
let node: TestNode
let done: string[]
let failing: boolean

beforeAll(async () => {
  done = []
  const work = async (_node: unknown, data: unknown) => {
    if (failing) throw new Error('not today')
    done.push((data as { name: string }).name)
  }
  node = await startTestNode({ modules: [{ name: 'clocks', jobs: { 'clocks.do': { work } } }] })
})
afterAll(() => node?.stop())

const send = (name: string, options = {}) =>
  transaction(node.node.db, tx => node.node.jobs.send(tx, 'clocks.do', { name }, options))

async function aheadBy(hours: number): Promise<void> {
  await sql`create or replace function pgboss.job_now() returns timestamptz language sql stable
    as ${sql.raw(`$$ select now() + interval '${hours} hours' $$`)}`.execute(node.node.db)
}

const jobs = async () =>
  (
    await sql<{ state: string; ahead: number; after: number }>`
      select state, extract(epoch from start_after - now())::float8 as ahead,
        extract(epoch from start_after - created_on)::float8 as after from pgboss.job
      where name = 'clocks.do' and state < 'active'`.execute(node.node.db)
  ).rows

describe('work that a clock ahead has put off', () => {
  it('is done when the clock is right again, once', async () => {
    failing = true
    await aheadBy(24)
    await send('repeated')
    await until('it is to be repeated', async () => (await jobs()).some(({ ahead }) => ahead > 80_000))
    await aheadBy(0)
    failing = false
    for (const _ of [1, 2]) await setClocksRight(node.node)
    await until('done', async () => done.includes('repeated'))
    expect(await jobs()).toEqual([])
    expect(done).toEqual(['repeated'])
  })

  it('does not hinder looking for workers that are gone, nor the calendar', async () => {
    const { db } = node.node
    const ahead = sql`now() + interval '1 day'`
    await sql`update pgboss.queue set monitor_claim_on = ${ahead}, monitor_on = ${ahead}, maintain_on = ${ahead}`.execute(
      db,
    )
    await sql`update pgboss.version set cron_on = ${ahead}`.execute(db)
    await setClocksRight(node.node)
    const { rows } = await sql<{ late: boolean }>`
      select bool_or(greatest(monitor_claim_on, monitor_on, maintain_on, (select cron_on from pgboss.version))
        > now() + interval '1 hour') as late from pgboss.queue`.execute(db)
    expect(rows).toEqual([{ late: false }])
  })

  it('is no work that was asked for in a minute', async () => {
    await send('later', { startAfter: 60 })
    await setClocksRight(node.node)
    expect(done).not.toContain('later')
    expect(await jobs()).toMatchObject([{ state: 'created', after: 60 }])
  })
})
