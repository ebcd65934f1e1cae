import pg from 'pg'
import type { Report } from '../report.ts'
import type { Ask } from '../requests.ts'
import { fillCases, hasRoomFor } from '../rows.ts'
import type { Stage } from '../stage.ts'
import { type Plan, pressed } from './plan.ts'

/** A list of 20 and a search, as one clerk and one department see them, while the table grows: they must not notice. */
export async function measureLists(stage: Stage, plan: Plan, report: Report): Promise<void> {
  const [clerk, acceptor] = await Promise.all([
    stage.sessionsOf('fang-min', 2),
    stage.sessionsOf('shen-lei', 2),
  ])
  const { record, texts } = await knownCase(stage)
  const questions: { name: string; ask: Ask; sessions: typeof clerk }[] = [
    {
      name: 'list of 20, what waits for the department',
      ask: { kind: 'list', view: 'work' },
      sessions: acceptor,
    },
    { name: 'list of 20, all a window may read', ask: { kind: 'list', view: 'all' }, sessions: clerk },
    { name: 'search by number', ask: { kind: 'find', texts }, sessions: clerk },
  ]
  const smallest = new Map<string, number>()
  for (const size of plan.sizes) {
    if (!(await hasRoomFor(size))) {
      report.note(`lists of ${size} cases: not measured, the disk has too little room`)
      continue
    }
    const began = performance.now()
    await fillCases(stage.pukou.databaseUrl, record, size)
    report.note(`${size} cases made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    for (const { name, ask, sessions } of questions) {
      await pressed(stage, { ask, seconds: 1, connections: 4, sessions })
      const before = await pagesTouched(stage)
      const load = { ask, seconds: plan.seconds, connections: 4, sessions }
      const { done, p95, cpuMs } = await pressed(stage, load)
      const pages = ((await pagesTouched(stage)) - before) / done
      const floor = smallest.get(name) ?? p95
      smallest.set(name, floor)
      report.add(`${name}, of ${powerOfTen(size)}, p95`, p95, 'ms', floor)
      report.add(`${name}, of ${powerOfTen(size)}, processor time of the node`, cpuMs, 'ms')
      report.add(`${name}, of ${powerOfTen(size)}, pages of the database`, pages, 'pages')
    }
  }
}

/**
 * Pages of 8 KB that 浦口's database has touched, in memory or on the disk: what a question costs it whatever else the machine
 * does. It counts a second late.
 */
async function pagesTouched(stage: Stage): Promise<number> {
  const client = new pg.Client({ connectionString: stage.pukou.databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ pages: number }>(
    'select (blks_hit + blks_read)::float8 as pages from pg_stat_database where datname = current_database()',
  )
  await client.end()
  return rows[0]?.pages ?? 0
}

/** A case accepted before, of which the others are copies, and what the real ones can be found by. */
async function knownCase(stage: Stage): Promise<{ record: string; texts: string[] }> {
  const sessions = await stage.sessionsOf('fang-min', 1)
  const ask = { kind: 'accept', deciding: '320111' } as const
  const { answers } = await pressed(stage, { ask, seconds: 0.5, connections: 1, sessions })
  const texts = answers.flatMap(answer => {
    const { trackingCode, cases } = answer as { trackingCode: string; cases: { id: string }[] }
    return [trackingCode, ...cases.map(c => c.id)]
  })
  const client = new pg.Client({ connectionString: stage.pukou.databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ record_id: string }>(
    `select record_id from case_index where deciding = '320111' and phase = 'received' limit 1`,
  )
  await client.end()
  return { record: rows[0]?.record_id ?? '', texts }
}

const powerOfTen = (size: number) =>
  `10${[...String(Math.log10(size))].map(d => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('')}`
