/**
 * `npm run bench -- [--quick] [--json FILE] [--only acceptance,lists]`: how fast the nodes are beside what their
 * PostgreSQL could do, in one run on one machine. Every figure is measured here and now.
 */
import { availableParallelism, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { ensureWebBuilt } from '../scripts/prepare.mjs'
import { measureAcceptance } from './measures/acceptance.ts'
import { measureCatalogue } from './measures/catalogue.ts'
import { measureEvidence } from './measures/evidence.ts'
import { measureLists } from './measures/lists.ts'
import { measurePaint } from './measures/paint.ts'
import { measureMemory, measureStart } from './measures/process.ts'
import { measureTracking } from './measures/tracking.ts'
import { heading, Report } from './report.ts'
import { setStage } from './stage.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' }, only: { type: 'string' } },
})
/** `seconds` of each measurement; `visits` to each page; `sizes` of the lists. */
const plan = values.quick
  ? { seconds: 2.5, visits: 3, sizes: [10_000, 100_000] }
  : { seconds: 15, visits: 7, sizes: [10_000, 1_000_000, 10_000_000] }

const measures = {
  paint: measurePaint,
  acceptance: measureAcceptance,
  tracking: measureTracking,
  evidence: measureEvidence,
  catalogue: measureCatalogue,
  lists: measureLists,
}

console.log(
  `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB memory, Node ${process.versions.node}; shared by both nodes, PostgreSQL and the load generator.`,
)
/** What takes longest is left to the whole run and to who asks for it: a quick one stays below two minutes. */
const slow = ['paint']
const wanted = (name: string) => values.only?.includes(name) ?? !(values.quick && slow.includes(name))

// Databases and processes end with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const report = new Report()
await ensureWebBuilt()
const stage = await setStage()
try {
  console.log(`\n${heading}`)
  for (const [name, measure] of Object.entries(measures)) if (wanted(name)) await measure(stage, plan, report)
  await measureMemory(stage, report)
} finally {
  await stage.stop()
}
if (wanted('start')) await measureStart(report)
if (values.json) await report.write(values.json)
