import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import { type Plan, pressed } from './plan.ts'

/** Cases looked at by tracking code: each for the first time, then by people who look again and again. */
export async function measureTracking(stage: Stage, plan: Plan, report: Report): Promise<void> {
  const sessions = await stage.sessionsOf('fang-min', 4)
  const ask = { kind: 'accept', deciding: '320111' } as const
  const { answers } = await pressed(stage, { ask, seconds: plan.seconds, connections: 16, sessions })
  const codes = answers.map(answer => (answer as { trackingCode: string }).trackingCode)
  const load = { ask: { kind: 'track', codes } as const, connections: 32, sessions: [] }
  const looks = {
    first: await pressed(stage, { ...load, seconds: plan.seconds, most: codes.length }),
    warm: await pressed(stage, { ...load, seconds: 1 }),
    again: await pressed(stage, { ...load, seconds: plan.seconds }),
  }
  for (const [name, look] of [
    ['first looks', looks.first],
    ['looks', looks.again],
  ] as const) {
    report.add(`${name} by tracking code, 32 connections`, look.done / look.seconds, 'read/s')
    report.add(`${name} by tracking code, p50`, look.p50, 'ms')
    report.add(`${name} by tracking code, p95`, look.p95, 'ms')
    report.add(`${name} by tracking code, processor time of the node`, look.cpuMs, 'ms')
  }
}
