import { type Calendar, isWorkday, nextDay } from './calendar.ts'
import type { Unit } from './limits.ts'
import type { Moment } from './moment.ts'

/**
 * # How a period is counted
 *
 * 1. **The day it begins is not counted** (民法典第二百零一条: 按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算).
 * 2. **Working days are the days offices work**: neither rest days nor statutory holidays, make-up days included
 *    (行政许可法第八十二条: 期限以工作日计算，不含法定节假日). Where the text says only 日, every day counts.
 * 3. **The last day is a working day**: where a period of calendar days would end on a day off, it ends on the next
 *    working day (民法典第二百零三条: 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日).
 * 4. **It ends at 24:00 of the last day** (same article: 期间的最后一日的截止时间为二十四时). The article knows an earlier
 *    end, the close of business, where there are business hours. These clocks bind the office and not its visitors, and
 *    an office decides and delivers online at any hour: so 24:00. `due` is half-open, the first instant that is too late:
 *    00:00 of the day after the last.
 * 5. **Time for hearings, tendering, inspection, testing, quarantine, appraisal and expert review is not counted**
 *    (行政许可法第四十五条: 所需时间不计算在本节规定的期限内). A day is left out when the clock stands still *at its end*.
 *    So a pause from Monday to Wednesday takes out Monday and Tuesday, and Wednesday counts again; a pause that is over
 *    on the same day costs nothing; two pauses take out the same days as one over both; days that would not be counted
 *    anyway (weekends, the first day) are not taken out twice; and no period ends on a day that ends in a pause.
 * 6. **An extension lengthens the period**: its days are counted on after the others, and rule 3 is applied once, at the
 *    very end (行政许可法第四十二条: 可以延长十日).
 * 7. **Hours run from the instant they begin** (民法典第二百零一条: 按照小时计算期间的，自法律规定或者当事人约定的时间
 *    开始计算), through office hours of working days only, and stand still exactly while the clock does.
 *
 * Example, 20 working days from Wednesday 24 September 2025, as the law of licences gives them: Thursday 25, Friday 26,
 * *Sunday 28* (make-up day), Monday 29, Tuesday 30 are days 1 to 5; 1 to 8 October is off; Thursday 9 October is day 6,
 * *Saturday 11* (make-up day) day 8, Monday 13 day 9 … Tuesday 28 October day 20. `due` is 29 October, 00:00. With expert
 * review from Monday 13, 10:00, to Wednesday 15, 9:00, two days (13, 14) are left out, and the last day is Thursday 30.
 *
 * Articles of the Civil Code serve here as the general rule of counting; where a special law counts otherwise (民法典第
 * 二百零四条), the item's limit says so by its unit. All answers are `unknown` where a day is needed that no notice has
 * announced.
 */

/** The clock stands still from the first moment to the second. */
export interface Pause {
  from: Moment
  to: Moment
}

type DayUnit = Exclude<Unit, 'working-hour'>

/** The last day of a period of `total` days that began on `start`: rules 1 to 3, 5 and 6. */
export function lastDay(
  calendar: Calendar,
  unit: DayUnit,
  total: number,
  start: string,
  pauses: readonly Pause[],
): string | 'unknown' {
  let counted = 0
  for (let day = start; ; day = nextDay(day)) {
    if (endsPaused(day, pauses)) continue
    const work = isWorkday(calendar, day)
    if (day > start && (unit === 'calendar-day' || work === true)) counted++
    const matters = counted >= total || (unit === 'working-day' && day > start)
    if (matters && work === 'unknown') return 'unknown'
    if (counted >= total && work === true) return day
  }
}

/** How many days of this unit lie between two dates, both included; those for which `among` is false left out. */
export function countDays(
  calendar: Calendar,
  unit: DayUnit,
  from: string,
  to: string,
  among: (day: string) => boolean = () => true,
): number | 'unknown' {
  let counted = 0
  for (let day = from; day <= to; day = nextDay(day)) {
    if (!among(day)) continue
    const work = unit === 'calendar-day' || isWorkday(calendar, day)
    if (work === 'unknown') return 'unknown'
    if (work) counted++
  }
  return counted
}

/** Rule 5: whether the clock stands still at the end of a day. */
export function endsPaused(day: string, pauses: readonly Pause[]): boolean {
  return pauses.some(pause => pause.from.date <= day && day < pause.to.date)
}

/** The moment at which `total` milliseconds of office time have run since `start`: rule 7. */
export function afterOfficeTime(
  calendar: Calendar,
  total: number,
  start: Moment,
  pauses: readonly Pause[],
): Moment | 'unknown' {
  let rest = total
  for (let day = start.date; ; day = nextDay(day)) {
    if (pauses.some(pause => pause.from.date < day && day < pause.to.date)) continue
    const work = isWorkday(calendar, day)
    if (work === 'unknown') return 'unknown'
    if (!work) continue
    for (const open of pauses.reduce(without(day), openSpans(calendar, day, start))) {
      if (rest <= open.to - open.from) return { date: day, time: open.from + rest }
      rest -= open.to - open.from
    }
  }
}

/** Milliseconds of office time between two moments. */
export function officeTime(calendar: Calendar, from: Moment, to: Moment): number | 'unknown' {
  let sum = 0
  for (let day = from.date; day <= to.date; day = nextDay(day)) {
    const work = isWorkday(calendar, day)
    if (work === 'unknown') return 'unknown'
    if (!work) continue
    for (const open of openSpans(calendar, day, from))
      sum += Math.max(0, (day < to.date ? open.to : Math.min(open.to, to.time)) - open.from)
  }
  return sum
}

/** A stretch of one day, milliseconds since midnight. */
interface Span {
  from: number
  to: number
}

/** The office hours of a day, as far as they lie after `since`. */
function openSpans(calendar: Calendar, day: string, since: Moment): Span[] {
  const earliest = day > since.date ? 0 : since.time
  return calendar.hours
    .map(hours => ({ from: Math.max(timeOf(hours.from), earliest), to: timeOf(hours.to) }))
    .filter(span => span.from < span.to)
}

/** Cut a pause out of the spans of a day. */
function without(day: string) {
  return (spans: Span[], pause: Pause): Span[] => {
    if (pause.to.date < day || day < pause.from.date) return spans
    const from = pause.from.date < day ? 0 : pause.from.time
    const to = pause.to.date > day ? Number.POSITIVE_INFINITY : pause.to.time
    return spans
      .flatMap(span => [
        { from: span.from, to: Math.min(span.to, from) },
        { from: Math.max(span.from, to), to: span.to },
      ])
      .filter(span => span.from < span.to)
  }
}

/** `13:30` in milliseconds since midnight. */
function timeOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':').map(Number)
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000
}
