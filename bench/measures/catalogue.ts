import type { Report } from '../report.ts'
import { fillCatalogue } from '../rows.ts'
import type { Stage } from '../stage.ts'
import { type Plan, pressed } from './plan.ts'

const implementations = 100_000
/** Names, parts of names, pinyin, initials, a homophone, a slip of the finger. */
const words = ['居住证', '无犯罪记录证明', '社保', 'juzhuzheng', 'jzz', '居主证', 'juzuzheng', '营业执照']

/** The search that everybody begins with, over as many implementations as a province has. */
export async function measureCatalogue(stage: Stage, plan: Plan, report: Report): Promise<void> {
  await fillCatalogue(stage.pukou.databaseUrl, implementations)
  const load = { ask: { kind: 'catalogue', words } as const, connections: 4, sessions: [] }
  await pressed(stage, { ...load, seconds: 1 })
  const { done, seconds, p50, p95, cpuMs } = await pressed(stage, { ...load, seconds: plan.seconds })
  report.add('catalogue searched, 10⁵ implementations, 4 connections', done / seconds, 'find/s')
  report.add('catalogue searched, 10⁵ implementations, p50', p50, 'ms')
  report.add('catalogue searched, 10⁵ implementations, p95', p95, 'ms')
  report.add('catalogue searched, processor time of the node', cpuMs, 'ms')
}
