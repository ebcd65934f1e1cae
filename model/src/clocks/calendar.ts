import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { problem } from '../problems/problem.ts'

const IsoDate = z.iso.date()

/** Office hours (业务时间) of one half-day, local time; `24:00` ends a station that never closes. */
const Hours = z
  .object({
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(h => h.from < h.to, '业务时间应先开始后结束 / hours end after they begin')

/** Days that differ from the ordinary week, each with the feast's name: `2026-02-16: 春节`. */
const Days = z.record(IsoDate, z.string().min(1).max(60))

const Announced = z
  .object({ from: IsoDate, to: IsoDate })
  .refine(a => a.from <= a.to, '起始日不得晚于截止日 / the range ends after it begins')

/**
 * Working calendar (工作日历) of a jurisdiction: the ordinary week (Monday to Friday) as changed by the yearly holiday
 * notice of the State Council's General Office (国务院办公厅关于部分节假日安排的通知).
 */
export const Calendar = z
  .object({
    /** IANA time zone, as `Asia/Shanghai`. */
    zone: z.string().refine(isZone, '未知的时区 / unknown time zone'),
    /** First and last day that a published notice speaks for. Outside it nobody knows what is a working day. */
    announced: Announced,
    /** 放假: days off, weekends inside a feast included. */
    holidays: Days,
    /** 调休上班: weekend days that are worked. */
    workdays: Days,
    hours: z.array(Hours).min(1),
  })
  .superRefine((calendar, context) => {
    for (const message of faultsOf(calendar)) context.addIssue({ code: 'custom', message })
    calendar.hours.forEach((hours, i) => {
      const before = calendar.hours[i - 1]
      if (before && hours.from < before.to)
        context.addIssue({ code: 'custom', path: ['hours', i], message: '业务时间重叠 / hours overlap' })
    })
  })
export type Calendar = z.infer<typeof Calendar>

/**
 * A published notice (节假日安排通知). It speaks for every day from `announced.from` to `announced.to`: a weekday there
 * that is not named is worked. A year's notice that already moves days of the December before begins with those days.
 */
export const Notice = z
  .object({ announced: Announced, holidays: Days, workdays: Days })
  .superRefine((notice, context) => {
    for (const message of faultsOf(notice)) context.addIssue({ code: 'custom', message })
  })
export type Notice = z.infer<typeof Notice>

/**
 * Whether offices work on a day. `unknown` outside the announced range, never a guess: a deadline counted over an
 * unpublished Spring Festival is wrong by a week.
 */
export function isWorkday(calendar: Calendar, date: string): boolean | 'unknown' {
  if (date < calendar.announced.from || date > calendar.announced.to) return 'unknown'
  if (Object.hasOwn(calendar.workdays, date)) return true
  if (Object.hasOwn(calendar.holidays, date)) return false
  return !isWeekend(date)
}

/**
 * Add a notice: the next year's, or one that changes days already announced (as in March 2019 and January 2020). In its
 * range it replaces all that was known. Throws `notice-gap` where it would leave unknown days between, for then a count
 * could cross them unseen.
 */
export function mergeNotice(calendar: Calendar, notice: Notice): Calendar {
  const { announced, holidays, workdays } = Notice.parse(notice)
  if (announced.from > nextDay(calendar.announced.to) || nextDay(announced.to) < calendar.announced.from)
    throw problem('notice-gap', {
      ...announced,
      known: `${calendar.announced.from}—${calendar.announced.to}`,
    })
  const range = { ...calendar.announced }
  if (announced.from < range.from) range.from = announced.from
  if (announced.to > range.to) range.to = announced.to
  const outside = ([date]: [string, string]) => date < announced.from || date > announced.to
  const merge = (known: Record<string, string>, fresh: Record<string, string>) =>
    Object.fromEntries([...Object.entries(known).filter(outside), ...Object.entries(fresh)].sort())
  return Calendar.parse({
    ...calendar,
    announced: range,
    holidays: merge(calendar.holidays, holidays),
    workdays: merge(calendar.workdays, workdays),
  })
}

/**
 * The day after, `YYYY-MM-DD`. Long periods step through hundreds of days for every row of a list, and a bare date needs
 * no zone: so arithmetic in UTC days, ten times as quick as `Temporal.PlainDate`.
 */
export function nextDay(date: string): string {
  const known = daysAfter.get(date)
  if (known !== undefined) return known
  const after = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)
  if (daysAfter.size >= daysKept) daysAfter.clear()
  daysAfter.set(date, after)
  return after
}

/** Periods of rows of a list lie over one another: it is the same few years of days again and again. */
const daysAfter = new Map<string, string>()
const daysKept = 10_000

function isWeekend(date: string): boolean {
  const weekday = new Date(date).getUTCDay()
  return weekday === 0 || weekday === 6
}

function isZone(zone: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId.length > 0
  } catch {
    return false
  }
}

function* faultsOf({ announced, holidays, workdays }: Pick<Calendar, 'announced' | 'holidays' | 'workdays'>) {
  for (const date of [...Object.keys(holidays), ...Object.keys(workdays)])
    if (date < announced.from || date > announced.to)
      yield `${date} 不在公布范围内 / is outside the announced range`
  for (const date of Object.keys(workdays)) {
    if (Object.hasOwn(holidays, date)) yield `${date} 既放假又上班 / is both a holiday and a working day`
    if (!isWeekend(date)) yield `${date} 不是周末，无须调休 / is no weekend day and needs no making up`
  }
}
