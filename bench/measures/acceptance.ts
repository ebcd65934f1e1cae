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
): Promise<{ perSecond: number; cpuMs: number; cpuMsThere: number }> {
  const there = new pg.Client({ connectionString: stage.hexian.databaseUrl })
  await there.connect()
  const held = async () =>
    (await there.query<{ held: number }>('select count(*)::int as held from record where seq >= 1')).rows[0]
      ?.held ?? 0
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
    const { done } = await accept()
    while ((await held()) < before + done) await new Promise(resolve => setTimeout(resolve, 50))
    const seconds = (performance.now() - began) / 1000
    const { here, there: beyond } = await computed(stage)
    return {
      perSecond: done / seconds,
      cpuMs: (here - used.here) / done,
      cpuMsThere: (beyond - used.there) / done,
    }
  } finally {
    await there.end()
  }
}
