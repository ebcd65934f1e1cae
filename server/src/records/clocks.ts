import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { readClock } from '@lianqiao/model/clocks/clock.ts'
import { isPossible, rowOf } from '@lianqiao/model/records/engine.ts'
import type { Expiry, Procedure } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'

/** A clock of a record that will run out, and what the system then does. */
interface Pending {
  expiry: Expiry
  instance: string
  due: string
}

/** The running clocks that end in a step of the system, with their due instants; unknown ones wait for the calendar. */
function pending(procedure: Procedure, state: RecordState, calendar: Calendar, now: string): Pending[] {
  return Object.values(state.clocks).flatMap(clock => {
    const [name = '', instance = ''] = clock.name.split(':')
    return procedure.expiries
      .filter(expiry => expiry.clock === name && !expiry.unless?.(state.data, instance))
      .filter(expiry => isDue(procedure, state, expiry))
      .flatMap(expiry => {
        const reading = readClock(clock, calendar, now)
        const due = reading.phase === 'running' ? reading[expiry.limit]?.due : undefined
        return due && due !== 'unknown' ? [{ expiry, instance, due }] : []
      })
  })
}

/** The phase must let the step be taken; and a leader that only received a case does not decide by silence for another. */
function isDue(procedure: Procedure, state: RecordState, expiry: Expiry): boolean {
  const row = rowOf(procedure, expiry.verb)
  return isPossible(row, state) && (state.seats[row.seat]?.includes(state.leader) ?? false)
}

/** When the leader must look at this record again by itself; undefined = never, as things stand. */
export function nextWake(
  procedure: Procedure,
  state: RecordState,
  calendar: Calendar,
  now: string,
): string | undefined {
  return pending(procedure, state, calendar, now)
    .map(p => p.due)
    .sort()[0]
}

/** The step that the system owes now, the longest overdue first. */
export function expired(
  procedure: Procedure,
  state: RecordState,
  calendar: Calendar,
  now: string,
): { verb: string; body: Record<string, never> } | undefined {
  const over = pending(procedure, state, calendar, now)
    .filter(p => p.due <= now)
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0]
  return (
    over && {
      verb: over.expiry.verb,
      body: (over.expiry.body?.(over.instance) ?? {}) as Record<string, never>,
    }
  )
}
