import { Temporal } from 'temporal-polyfill'

/**
 * A point on the wall clock of a jurisdiction: the law counts local days and office hours, not seconds since 1970.
 * `date` is `YYYY-MM-DD`, `time` milliseconds since midnight.
 */
export interface Moment {
  date: string
  time: number
}

/** What the wall clock shows at an instant (ISO 8601 with offset or Z). Throws `RangeError` for anything else. */
export function momentOf(instant: string, zone: string): Moment {
  const at = epochOf(instant)
  const local = new Date(at + offsetAt(at, zone))
  return { date: local.toISOString().slice(0, 10), time: timeOf(local.getTime()) }
}

/** The instant at which the wall clock shows a moment, in UTC with milliseconds: `2026-03-02T01:30:00.000Z`. */
export function instantOf(moment: Moment, zone: string): string {
  const wall = Date.parse(moment.date) + moment.time
  const offset = offsetAt(wall - day, zone)
  // Where the clocks are not changed near it, there is one answer; otherwise it takes the rules for gaps and overlaps.
  if (offset === offsetAt(wall + day, zone)) return new Date(wall - offset).toISOString()
  const local = Temporal.PlainDate.from(moment.date).toPlainDateTime().add({ milliseconds: moment.time })
  return new Date(local.toZonedDateTime(zone).epochMilliseconds).toISOString()
}

/** The first instant too late for what is due by a day (`YYYY-MM-DD`): the next midnight there. */
export function afterDay(date: string, zone: string): string {
  const next = new Date(Date.parse(date) + day).toISOString().slice(0, 10)
  return instantOf({ date: next, time: 0 }, zone)
}

const day = 86_400_000

/** Milliseconds since 1970. The spelling of records is read directly, any other with the care of `Temporal`. */
function epochOf(instant: string): number {
  const at = new Date(instant)
  return Number.isFinite(at.getTime()) && at.toISOString() === instant
    ? at.getTime()
    : Temporal.Instant.from(instant).epochMilliseconds
}

const timeOf = (local: number) => ((local % day) + day) % day

/** Zones change at quarters of an hour; every row of a list asks for several instants, mostly of the same few days. */
const quarter = 900_000
const offsets = new Map<string, number>()
const offsetsKept = 10_000

/** How far the wall clock is ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const name = `${zone} ${Math.floor(at / quarter)}`
  const known = offsets.get(name)
  if (known !== undefined) return known
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const offset = Math.round(offsetNanoseconds / 1e6)
  if (offsets.size >= offsetsKept) offsets.clear()
  offsets.set(name, offset)
  return offset
}
