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
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  const time = ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.millisecond
  return { date: local.toPlainDate().toString(), time }
}

/** The instant at which the wall clock shows a moment, in UTC with milliseconds: `2026-03-02T01:30:00.000Z`. */
export function instantOf(moment: Moment, zone: string): string {
  const local = Temporal.PlainDate.from(moment.date).toPlainDateTime().add({ milliseconds: moment.time })
  return new Date(local.toZonedDateTime(zone).epochMilliseconds).toISOString()
}
