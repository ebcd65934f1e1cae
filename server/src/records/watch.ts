import type { Reading } from '../platform/metrics.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { wakesBetween } from './store/watch.ts'

/** Records led here whose clock ends in a step of the system: within a day, and already over (somebody should have acted). */
export interface ClockLoad {
  kind: string
  withinDay: number
  overdue: number
}

export async function clockLoads(node: Node): Promise<ClockLoad[]> {
  const now = node.time.now()
  return wakesBetween(node.db, now, instantOf(new Date(Date.parse(now) + 86_400_000)))
}

export async function readClocks(node: Node): Promise<Reading[]> {
  const name = 'lianqiao_clocks'
  const help = 'Records whose clock ends within a day, or has ended and was not acted upon'
  return (await clockLoads(node)).flatMap(({ kind, withinDay, overdue }) => [
    { name, help, labels: { kind, state: 'within-day' }, value: withinDay },
    { name, help, labels: { kind, state: 'overdue' }, value: overdue },
  ])
}
