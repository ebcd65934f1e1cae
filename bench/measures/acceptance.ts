import pg from 'pg'
import { migrate } from '../../server/src/platform/database/migrate.ts'
import { start } from '../child.ts'
import type { Floor } from '../floor.ts'
import type { Measured } from '../load.ts'
import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import { computed, type Plan, pressed } from './plan.ts'

interface Opened {
  cases: { id: string }[]
}

/** Seconds until V8 has compiled what an acceptance does; before that a case costs half as much again. */
const warmUp = 6

/** Cases accepted here; accepted here and held there. */
export async function measureAcceptance(stage: Stage, plan: Plan, report: Report): Promise<void> {
  const sessions = await stage.sessionsOf('fang-min', 4)
  const accept = (deciding: string, seconds: number) =>
    pressed(stage, { ask: { kind: 'accept', deciding }, seconds, connections: 16, sessions })
  const warm = await accept('320111', warmUp)
  const floor = await floorOf(stage, plan, (warm.answers[0] as Opened).cases[0]?.id ?? '')
  report.add('floor: the same inserts by plain pg, 16 connections', floor, 'tx/s', floor)
  const here = await accept('320111', plan.seconds)
  report.add('cases accepted over HTTP, 16 connections', here.done / here.seconds, 'case/s', floor)
  report.add('cases accepted, p95', here.p95, 'ms')
  report.add('cases accepted, processor time of the node', here.cpuMs, 'ms')
  const second = await stage.anotherProcess()
  try {
    const urls = [stage.pukou.url, second.url]
    const load = { ask: { kind: 'accept', deciding: '320111' } as const, connections: 16, sessions, urls }
    await pressed(stage, { ...load, seconds: warmUp })
    const both = await pressed(stage, { ...load, seconds: plan.seconds })
    report.add('the same, the node in two processes', both.done / both.seconds, 'case/s', floor)
  } finally {
    await second.child.stop()
  }
  await accept('340523', warmUp)
  const replicated = await replicatedPerSecond(stage, () => accept('340523', plan.seconds))
  report.add('cases accepted here and held there, verified', replicated.perSecond, 'case/s', floor)
  report.add('the same, processor time of the node here', replicated.cpuMs, 'ms')
  report.add('the same, processor time of the node there', replicated.cpuMsThere, 'ms')
  const followed = await followedPerSecond(stage, replicated.cases)
  report.add('steps (受理) taken there on cases of both and held here, verified', followed, 'step/s', floor)
}

async function floorOf(stage: Stage, { seconds }: Plan, record: string): Promise<number> {
  const into = await stage.database.database('floor')
  await migrate(into)
  const child = await start('floor.ts', {})
  const asked: Floor = { from: stage.pukou.databaseUrl, into, record, seconds, connections: 16 }
  try {
    return await child.ask<number>(asked)
  } finally {
    await child.stop()
  }
}

/**
 * From the first wish until the other node holds the last case, offered to it and every signature verified; and what each
 * cost both nodes in milliseconds, what follows by itself meanwhile included.
 */
async function replicatedPerSecond(
  stage: Stage,
  accept: () => Promise<Measured>,
): Promise<{ perSecond: number; cpuMs: number; cpuMsThere: number; cases: string[] }> {
  const there = new pg.Client({ connectionString: stage.hexian.databaseUrl })
  await there.connect()
  const held = () => count(there, 'seq >= 1')
  const settled = async () => {
    for (let before = -1, now = await held(); ; before = now, now = await held()) {
      if (before === now) return now
      await new Promise(resolve => setTimeout(resolve, 1500))
    }
  }
  try {
    const before = await settled()
    const used = await computed(stage)
    const began = performance.now()
    const { done, answers } = await accept()
    while ((await held()) < before + done) await new Promise(resolve => setTimeout(resolve, 50))
    const seconds = (performance.now() - began) / 1000
    const { here, there: beyond } = await computed(stage)
    return {
      perSecond: done / seconds,
      cpuMs: (here - used.here) / done,
      cpuMsThere: (beyond - used.there) / done,
      cases: (answers as Opened[]).flatMap(({ cases }) => cases.map(({ id }) => id)),
    }
  } finally {
    await there.end()
  }
}

/** From the first step on cases that 和县 has taken over until 浦口 holds the last of these steps: one message each. */
async function followedPerSecond(stage: Stage, cases: string[]): Promise<number> {
  const [here, there] = [stage.pukou, stage.hexian].map(
    ({ databaseUrl }) => new pg.Client({ connectionString: databaseUrl }),
  ) as [pg.Client, pg.Client]
  await Promise.all([here.connect(), there.connect()])
  const [taken, accepted] = [2, 3]
  const reached = async (client: pg.Client, seq: number) => {
    while ((await count(client, 'seq >= $2 and id = any ($1)', [cases, seq])) < cases.length)
      await new Promise(resolve => setTimeout(resolve, 20))
  }
  try {
    await Promise.all([reached(here, taken), reached(there, taken)])
    const sessions = await stage.sessionsOf('ding-yong', 4, stage.hexian)
    const began = performance.now()
    const ask = { kind: 'step', verb: 'accept', cases, seen: taken } as const
    const urls = [stage.hexian.url]
    await pressed(stage, { ask, seconds: 60, connections: 16, sessions, urls, most: cases.length })
    await reached(here, accepted)
    return (cases.length * 1000) / (performance.now() - began)
  } finally {
    await Promise.all([here.end(), there.end()])
  }
}

async function count(client: pg.Client, which: string, values: unknown[] = []): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from record where ${which}`,
    values,
  )
  return rows[0]?.count ?? 0
}
