import { z } from 'zod'
import { problem } from '../problems/problem.ts'
import { bindingUnit, ClockLimits, Limit } from './limits.ts'

/** ISO 8601 instant with offset or Z. */
const At = z.iso.datetime({ offset: true })
const Reason = z.string().min(1).max(500)

const Start = z.object({ do: z.literal('start'), at: At, limits: ClockLimits })

/** What may happen to a clock (计时): 起算, 暂停（特别程序、中止）, 恢复, 延长, 停止. */
export const ClockEvent = z.discriminatedUnion('do', [
  Start,
  z.object({ do: z.literal('pause'), at: At, reason: Reason }),
  z.object({ do: z.literal('resume'), at: At }),
  z.object({ do: z.literal('extend'), at: At, by: Limit, reason: Reason }),
  z.object({ do: z.literal('stop'), at: At }),
])
export type ClockEvent = z.infer<typeof ClockEvent>

/** A named clock is the list of what happened to it, oldest first; nothing is ever taken out. */
export const Clock = z.object({ name: z.string(), events: z.tuple([Start], ClockEvent) })
export type Clock = z.infer<typeof Clock>

export type ClockPhase = 'running' | 'paused' | 'stopped'

/** The last run of a clock, from its last start on, gathered from the events. */
export interface Run {
  phase: ClockPhase
  startedAt: string
  limits: ClockLimits
  /** The last one has no `to` while the clock stands still. */
  pauses: { from: string; to?: string }[]
  /** Sum of the extensions, in the binding unit. */
  extended: number
  stoppedAt?: string
  lastAt: string
}

/** What may follow in each phase. */
const possible: Record<ClockPhase, readonly ClockEvent['do'][]> = {
  running: ['pause', 'extend', 'stop'],
  paused: ['resume', 'extend', 'stop'],
  stopped: ['start'],
}

/**
 * The clock after one more event. Starting a stopped clock begins a new run; the former stays in the list as history.
 * Throws `clock-impossible` for an event that cannot follow (pausing twice, stopping what does not run) or that lies
 * before the one it follows in the same run, and `clock-extension-unit` for an extension in another unit than the limit.
 * Whether an extension is *lawful* – in time, approved, once – is for the procedure to ask, with `readClock` in hand.
 */
export function tick(clock: Clock | undefined, name: string, event: ClockEvent): Clock {
  if (!clock) {
    if (event.do === 'start') return { name, events: [event] }
    throw problem('clock-impossible', { clock: name, event: event.do, phase: 'unstarted' })
  }
  const run = lastRun(clock)
  const backwards = event.do !== 'start' && Date.parse(event.at) < Date.parse(run.lastAt)
  if (backwards || !possible[run.phase].includes(event.do))
    throw problem('clock-impossible', { clock: name, event: event.do, phase: run.phase })
  if (event.do === 'extend' && event.by.unit !== bindingUnit(run.limits))
    throw problem('clock-extension-unit', { clock: name, unit: bindingUnit(run.limits) })
  return { name, events: [...clock.events, event] }
}

/** Gather the last run of a clock. */
export function lastRun(clock: Clock): Run {
  const [first, ...rest] = clock.events
  return rest.reduce(follow, begin(first))
}

function begin(start: z.infer<typeof Start>): Run {
  const { at, limits } = start
  return { phase: 'running', startedAt: at, limits, pauses: [], extended: 0, lastAt: at }
}

function follow(run: Run, event: ClockEvent): Run {
  const lastAt = event.at
  switch (event.do) {
    case 'start':
      return begin(event)
    case 'pause':
      return { ...run, phase: 'paused', pauses: [...run.pauses, { from: event.at }], lastAt }
    case 'resume':
      return { ...run, phase: 'running', pauses: closed(run.pauses, event.at), lastAt }
    case 'extend':
      return { ...run, extended: run.extended + event.by.amount, lastAt }
    case 'stop':
      return { ...run, phase: 'stopped', pauses: closed(run.pauses, event.at), stoppedAt: event.at, lastAt }
  }
}

/** The pauses with an open one ended. */
export function closed(pauses: Run['pauses'], at: string): { from: string; to: string }[] {
  return pauses.map(pause => ({ from: pause.from, to: pause.to ?? at }))
}
