import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { readClock } from '@lianqiao/model/clocks/clock.ts'
import { afterDay } from '@lianqiao/model/clocks/moment.ts'
import type { Body } from '@lianqiao/model/records/action.ts'
import { isPossible, rowOf } from '@lianqiao/model/records/engine.ts'
import type { Procedure } from '@lianqiao/model/records/procedure.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'

/** What the system will owe a record, and from when. */
interface Pending {
  verb: string
  body: Body
  due: string
}

/** The clocks that run and the days told that end in a step of the system; what is unknown waits for the calendar. */
function pending(procedure: Procedure, state: RecordState, calendar: Calendar, now: string): Pending[] {
  return [...ofClocks(procedure, state, calendar, now), ...ofDays(procedure, state, calendar)].filter(
    ({ verb }) => isDue(procedure, state, verb),
  )
}

function ofClocks({ expiries }: Procedure, state: RecordState, calendar: Calendar, now: string): Pending[] {
  return Object.values(state.clocks).flatMap(clock => {
    const [name = '', instance = ''] = clock.name.split(':')
    return expiries
      .filter(expiry => expiry.clock === name && !expiry.unless?.(state.data, instance))
      .flatMap(({ limit, verb, body }) => {
        const reading = readClock(clock, calendar, now)
        const due = reading.phase === 'running' ? reading[limit]?.due : undefined
        return due && due !== 'unknown' ? [{ verb, body: body?.(instance) ?? {}, due }] : []
      })
  })
}

function ofDays({ dated = [] }: Procedure, { data }: RecordState, { zone }: Calendar): Pending[] {
  return dated.flatMap(({ verb, day, body }) => {
    const last = day(data)
    return last ? [{ verb, body: body(data), due: afterDay(last, zone) }] : []
  })
}

/** The phase must let the step be taken; and a leader that only received a case does not decide by silence for another. */
function isDue(procedure: Procedure, state: RecordState, verb: string): boolean {
  const row = rowOf(procedure, verb)
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
): Pending | undefined {
  return pending(procedure, state, calendar, now)
    .filter(p => p.due <= now)
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0]
}
