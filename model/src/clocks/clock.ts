import { type Calendar, nextDay } from './calendar.ts'
import { afterOfficeTime, countDays, endsPaused, lastDay, officeTime, type Pause } from './counting.ts'
import { type Clock, type ClockPhase, closed, lastRun, type Run } from './events.ts'
import { bindingUnit, type Limit } from './limits.ts'
import { instantOf, type Moment, momentOf } from './moment.ts'

export { Clock, ClockEvent, type ClockPhase, tick } from './events.ts'
export { ClockLimits, Limit, Unit } from './limits.ts'

const hour = 3_600_000

/** One deadline (到期) of a clock. The rules of counting, with their articles, stand in `counting.ts`. */
export interface Due {
  limit: Limit
  /**
   * The first instant that is too late, UTC with milliseconds; for days, 00:00 local time after the last day. While the
   * clock is paused: the deadline as it would be if the clock went on now. `unknown` where the calendar is not announced.
   */
  due: string | 'unknown'
  /**
   * What is left, in the limit's unit. Days: the days still to come that count, today and the last day among them, so 1
   * on the last day (今天到期); negative once over: the days since, today among them. Hours: to one decimal.
   */
  left: number | 'unknown'
  /** Whether it is past; for a stopped clock, whether it was stopped too late. */
  overdue: boolean | 'unknown'
}

/** What a clock shows (计时情况). */
export interface ClockReading {
  phase: ClockPhase
  startedAt: string
  stoppedAt?: string
  pausedSince?: string
  /** How much the pauses took out of the count so far, in the binding unit (that of the law, else of the promise). */
  pausedFor: number | 'unknown'
  /** By how much the limits were extended, in the binding unit. */
  extendedBy: Limit
  promised?: Due
  statutory?: Due
}

/**
 * Read the last run of a clock. A pure function of the events, the calendar and `now` (ISO 8601 instant). A stopped clock
 * reads the same for ever. A `now` before the last event is taken as the instant of that event, because the watch of the
 * one who looks may be slow; to see the past, fold fewer actions.
 */
export function readClock(clock: Clock, calendar: Calendar, now: string): ClockReading {
  const run = lastRun(clock)
  const until = run.stoppedAt ?? (Date.parse(now) < Date.parse(run.lastAt) ? run.lastAt : now)
  const here = (at: string) => momentOf(at, calendar.zone)
  const course: Course = {
    calendar,
    start: here(run.startedAt),
    until: here(until),
    pauses: closed(run.pauses, until).map(pause => ({ from: here(pause.from), to: here(pause.to) })),
  }
  const { promised, statutory } = run.limits
  const pausedSince = run.phase === 'paused' ? run.pauses.at(-1)?.from : undefined
  return {
    phase: run.phase,
    startedAt: run.startedAt,
    ...(run.stoppedAt ? { stoppedAt: run.stoppedAt } : {}),
    ...(pausedSince ? { pausedSince } : {}),
    pausedFor: pausedFor(course, bindingUnit(run.limits)),
    extendedBy: { unit: bindingUnit(run.limits), amount: run.extended },
    ...(promised ? { promised: readDue(course, promised, extension(run, promised)) } : {}),
    ...(statutory ? { statutory: readDue(course, statutory, extension(run, statutory)) } : {}),
  }
}

/** A run laid out on the wall clock, as far as it is known at `until`: now, or when it was stopped. */
interface Course {
  calendar: Calendar
  start: Moment
  until: Moment
  pauses: Pause[]
}

/** An extension lengthens the law's limit, and the promise too where it is in the same unit. */
function extension(run: Run, limit: Limit): number {
  return limit.unit === bindingUnit(run.limits) ? run.extended : 0
}

function readDue(course: Course, limit: Limit, extended: number): Due {
  const { calendar, until } = course
  const due = dueOf(course, limit.unit, limit.amount + extended)
  if (due === 'unknown')
    return { limit, due, left: 'unknown', overdue: surelyNotYet(course) ? false : 'unknown' }
  return {
    limit,
    due: instantOf(due, calendar.zone),
    left: leftOf(course, limit.unit, due),
    overdue: !isBefore(until, due),
  }
}

function dueOf({ calendar, start, pauses }: Course, unit: Limit['unit'], total: number): Moment | 'unknown' {
  if (unit === 'working-hour') return afterOfficeTime(calendar, total * hour, start, pauses)
  const last = lastDay(calendar, unit, total, start.date, pauses)
  return last === 'unknown' ? last : { date: nextDay(last), time: 0 }
}

/** A pause that begins after the deadline stops nothing: what is over goes on being over. */
function leftOf({ calendar, start, until }: Course, unit: Limit['unit'], due: Moment): number | 'unknown' {
  const over = !isBefore(until, due)
  const [from, to] = over ? [due, until] : [until, due]
  const toCome = (day: string) => day > start.date && day < due.date
  const amount =
    unit === 'working-hour'
      ? inHours(officeTime(calendar, from, to))
      : countDays(calendar, unit, from.date, to.date, day => over || toCome(day))
  return over && amount !== 'unknown' ? 0 - amount : amount
}

function pausedFor({ calendar, start, pauses }: Course, unit: Limit['unit']): number | 'unknown' {
  let sum = 0
  for (const pause of pauses) {
    const { from, to } = pause
    const takenOut = (day: string) => day > start.date && endsPaused(day, [pause])
    const taken =
      unit === 'working-hour'
        ? officeTime(calendar, from, to)
        : countDays(calendar, unit, from.date, to.date, takenOut)
    if (taken === 'unknown') return 'unknown'
    sum += taken
  }
  return unit === 'working-hour' ? inHours(sum) : sum
}

/** Milliseconds in hours, to one decimal. */
function inHours<T extends number | 'unknown'>(ms: T): T | number {
  return typeof ms === 'number' ? Math.round((ms / hour) * 10) / 10 : ms
}

/** A period that the announced days do not exhaust cannot be over within them. */
function surelyNotYet({ calendar, start, until }: Course): boolean {
  return calendar.announced.from <= start.date && until.date <= calendar.announced.to
}

function isBefore(a: Moment, b: Moment): boolean {
  return a.date < b.date || (a.date === b.date && a.time < b.time)
}
