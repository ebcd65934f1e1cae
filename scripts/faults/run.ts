import { chanceOf } from './chance.ts'
import { check } from './checks.ts'
import type { Code } from './codes.ts'
import { codes } from './codes.ts'
import { type Fault, type Plan, planOf, type Weather } from './plan.ts'
import { castOf, play } from './play.ts'
import { comeToRest } from './rest.ts'
import { moveClock } from './side.ts'
import type { Stage } from './stage.ts'

/** What one run came to. */
export interface Outcome {
  plan: Plan
  /** What does not hold; empty is good. */
  findings: string[]
  /** How often each kind of weather struck. */
  weather: Map<string, number>
  /** The play, and the whole run with its checks, in milliseconds. */
  playedMs: number
  tookMs: number
}

const hour = 3_600_000
const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/**
 * One run: play the matters while the plan of the seed befalls both nodes; then let the weather clear, wait until nothing is
 * under way, and check. The stage may have seen other runs: what they left must hold, too.
 */
export async function run(stage: Stage, seed: number): Promise<Outcome> {
  const plan = planOf(seed, { disks: codes.every(code => stage.sides[code].store.disk) })
  const began = performance.now()
  const chance = chanceOf(seed + 1)
  for (const code of codes) {
    const { wire } = stage.sides[code]
    wire.happened.clear()
    wire.weather({ chance, plan })
  }
  const cast = castOf(stage)
  const findings: string[] = []
  const over = new AbortController()
  const befalling = Promise.all(plan.faults.map(fault => befall(stage, fault, over.signal)))
  const promised = await play(stage, cast).catch((error: Error) => {
    findings.push(`the play stopped: ${error.message}`)
    return undefined
  })
  const playedMs = performance.now() - began
  over.abort()
  await befalling.catch((error: Error) => findings.push(`a fault could not be made: ${error.message}`))
  for (const code of codes) stage.sides[code].wire.weather(undefined)
  await Promise.all(codes.map(code => stage.sides[code].processes.standing()))
  try {
    await comeToRest(stage)
    if (promised) findings.push(...(await check(stage, cast, promised)))
  } catch (error) {
    findings.push((error as Error).message)
  }
  return { plan, findings, weather: weatherOf(stage), playedMs, tookMs: performance.now() - began }
}

function weatherOf(stage: Stage): Map<string, number> {
  const sum = new Map<keyof Weather, number>()
  for (const code of codes)
    for (const [what, count] of stage.sides[code].wire.happened) sum.set(what, (sum.get(what) ?? 0) + count)
  return sum
}

/** Let one fault happen at its time and pass; a play that is over before gets no more of them. */
async function befall(stage: Stage, fault: Fault, over: AbortSignal): Promise<void> {
  await wait(fault.at)
  if (over.aborted) return
  const { store, processes, wire } = stage.sides[fault.node]
  switch (fault.kind) {
    case 'kill':
      return processes.kill(fault.duty)
    case 'cut':
      wire.cut = true
      await wait(fault.forMs)
      wire.cut = false
      return
    case 'skew':
      return skew(stage, fault.node, fault.hours, fault.forMs)
    case 'database':
    case 'disk':
      return store.befall(fault.kind, fault.forMs)
  }
}

/**
 * A node's clock is wrong by an hour for a while. What it wrote with a clock that was fast waits at the partner until that
 * hour has come; so when it is set right, the hour passes for both.
 */
async function skew(stage: Stage, node: Code, hours: 1 | -1, forMs: number): Promise<void> {
  await moveClock(stage.sides[node].clockFile, stage.lead + hours * hour)
  await wait(forMs)
  if (hours > 0) stage.lead += hour + forMs
  await Promise.all(codes.map(code => moveClock(stage.sides[code].clockFile, stage.lead)))
}
