/**
 * `npm run faults -- --runs 200 --seed 1 [--lanes 2] [--port-base 13300]`: play whole matters on two real nodes while a seeded plan
 * kills their processes, cuts and spoils their wires, skews their clocks, crashes their databases and fills their disks;
 * then check that nothing was lost and nothing done twice. Run `i` of seed S has the seed S + i: a failing one is replayed
 * alone by `--runs 1 --seed <its seed>` – the same faults at the same wishes; how the machine shares its time is not repeated.
 * FAULTS_TELL=1 shows what the nodes log.
 */
import { parseArgs } from 'node:util'
import { type Outcome, run } from './run.ts'
import { portsOfAStage, startStage } from './stage.ts'

/** Runs after which a stage is made anew: its partners' daily quotas of evidence would run out. */
const runsOfAStage = 40

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '1' },
    'port-base': { type: 'string', default: '13300' },
  },
})
const [runs, seed, lanes, portBase] = [values.runs, values.seed, values.lanes, values['port-base']].map(
  Number,
) as [number, number, number, number]
if (![runs, seed, lanes, portBase].every(Number.isInteger)) {
  console.error('用法 usage: npm run faults -- [--runs 20] [--seed 1] [--lanes 1] [--port-base 13300]')
  process.exit(2)
}

// Databases, disks and processes end with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

// Every lane has two databases that must be told.
process.setMaxListeners(0)

const began = performance.now()
const waiting = Array.from({ length: runs }, (_, i) => seed + i).values()
let failures = 0
/** How often each fault struck at each wish. */
const places = new Map<string, Map<string, number>>()
let saidWithoutDisks = false

/** One lane plays runs one after the other on nodes of its own. */
async function lane(number: number): Promise<void> {
  for (;;) {
    const first = waiting.next()
    if (first.done) return
    const stage = await startStage(portBase + number * portsOfAStage)
    if (!stage.sides['320111'].store.disk && !saidWithoutDisks) {
      saidWithoutDisks = true
      console.log(
        '没有权限挂载小磁盘，不演练磁盘写满。 No right to mount a small disk: full disks are left out.',
      )
    }
    try {
      let next: IteratorResult<number> = first
      for (let done = 1; !next.done; done++) {
        tell(await run(stage, next.value))
        if (done >= runsOfAStage) break
        next = waiting.next()
      }
    } finally {
      await stage.stop()
    }
  }
}

function tell({ plan, findings, struck, wishes, weather, playedMs, tookMs }: Outcome): void {
  const good = findings.length === 0
  if (!good) failures++
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  const faults = struck.map(({ fault, at }) => `${fault} at ${at}`).join(', ') || 'none'
  for (const { fault, at } of struck) {
    const [kind = ''] = fault.split(' ')
    const duty = fault.split('/')[1]
    count(
      places.getOrInsertComputed(at, () => new Map()),
      duty ? `${kind} ${duty}` : kind,
    )
  }
  console.log(
    `seed ${plan.seed} ${good ? 'ok' : 'FAILED'} · played ${seconds(playedMs)}, checked after ${seconds(tookMs)} · ` +
      `${wishes} wishes · ${faults} · ${[...weather].map(([what, times]) => `${what} ${times}`).join(', ')}`,
  )
  for (const finding of findings) console.log(`    ${finding}`)
}

function count(table: Map<string, number>, key: string): void {
  table.set(key, (table.get(key) ?? 0) + 1)
}

await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
console.log('\nfaults by the wish at which they struck:')
for (const [at, kinds] of [...places].sort(([a], [b]) => a.localeCompare(b)))
  console.log(`  ${at.padEnd(20)} ${[...kinds].map(([kind, times]) => `${kind} ×${times}`).join(', ')}`)
console.log(`\nin ${((performance.now() - began) / 1000).toFixed(0)} s`)
console.log(`runs: ${runs}, failures: ${failures}`)
process.exitCode = failures > 0 ? 1 : 0
