import { chanceOf } from './chance.ts'
import { check, quietBooks } from './checks.ts'
import type { Code } from './codes.ts'
import { codes } from './codes.ts'
import { type Fault, inWords, type Plan, planOf, type Weather } from './plan.ts'
import { castOf, play } from './play.ts'
import { comeToRest } from './rest.ts'
import { moveClock } from './side.ts'
import type { Stage } from './stage.ts'
import { standingOf } from './standing.ts'
import { countWishes, type Wishes } from './wishes.ts'

/** What one run came to. */
export interface Outcome {
  plan: Plan
  /** What does not hold; empty is good. */
  findings: string[]
  /** Faults that struck, and at which wish; one that was planned for after the end did not. */
  struck: { fault: string; at: string }[]
  /** What people asked, each wish once. */
  wishes: number
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
  const wishes = countWishes()
  for (const code of codes) {
    const { wire } = stage.sides[code]
    wire.happened.clear()
    wire.weather({ chance, plan, wishes })
  }
  const cast = castOf(stage)
  const findings: string[] = []
  const struck: Outcome['struck'] = []
  const befalling = Promise.all(
    plan.faults.map(async fault => {
      const at = await befall(stage, fault, wishes)
      if (at) struck.push({ fault: inWords(fault), at })
    }),
  )
  const promised = await play(stage, cast).catch(async (error: Error) => {
    // As it stands now: until it comes to rest much may have gone its way.
    findings.push(`the play stopped: ${error.message}`, ...(await standingOf(stage)))
    return undefined
  })
  const playedMs = performance.now() - began
  const wished = wishes.end()
  await befalling.catch((error: Error) => findings.push(`a fault could not be made: ${error.message}`))
  for (const code of codes) stage.sides[code].wire.weather(undefined)
  await Promise.all(codes.map(code => stage.sides[code].processes.standing()))
  try {
    await comeToRest(stage)
    findings.push(...(await (promised ? check(stage, cast, promised) : quietBooks(stage))))
  } catch (error) {
    findings.push((error as Error).message)
  }
  const tookMs = performance.now() - began
  return { plan, findings, struck, wishes: wished, weather: weatherOf(stage), playedMs, tookMs }
}

function weatherOf(stage: Stage): Map<string, number> {
  const sum = new Map<keyof Weather, number>()
  for (const code of codes)
    for (const [what, count] of stage.sides[code].wire.happened) sum.set(what, (sum.get(what) ?? 0) + count)
  return sum
}

/** Let one fault happen at its wish and pass. @returns which wish that was; undefined where the play was over before */
async function befall(stage: Stage, fault: Fault, wishes: Wishes): Promise<string | undefined> {
  const at = await wishes.nth(fault.wish)
  if (at === undefined) return undefined
  await wait(fault.afterMs)
  const { store, processes, wire } = stage.sides[fault.node]
  switch (fault.kind) {
    case 'kill':
      processes.kill(fault.duty)
      break
    case 'cut':
      wire.cut = true
      await wait(fault.forMs)
      wire.cut = false
      break
    case 'skew':
      await skew(stage, fault.node, fault.hours, fault.forMs)
      break
    case 'database':
    case 'disk':
      await store.befall(fault.kind, fault.forMs)
  }
  return at
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
