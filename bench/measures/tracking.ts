import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import { type Plan, pressed } from './plan.ts'

/** Cases looked at by tracking code: by a thousand people who wait for different ones, and by who asks again and again. */
export async function measureTracking(stage: Stage, plan: Plan, report: Report): Promise<void> {
  const sessions = await stage.sessionsOf('fang-min', 4)
  const ask = { kind: 'accept', deciding: '320111' } as const
  const { answers } = await pressed(stage, { ask, seconds: plan.seconds, connections: 16, sessions })
  const codes = answers.map(answer => (answer as { trackingCode: string }).trackingCode)
  const load = { ask: { kind: 'track', codes } as const, connections: 32, sessions: [] }
  await pressed(stage, { ...load, seconds: 1 })
  const { done, seconds, p50, p95, cpuMs } = await pressed(stage, { ...load, seconds: plan.seconds })
  report.add(`tracking reads of ${codes.length} matters, 32 connections`, done / seconds, 'read/s')
  report.add('tracking reads, p50', p50, 'ms')
  report.add('tracking reads, p95', p95, 'ms')
  report.add('tracking reads, processor time of the node', cpuMs, 'ms')
}
