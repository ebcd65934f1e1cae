import { z } from 'zod'
import type { Due } from '../clocks/clock.ts'
import { Limit } from '../clocks/limits.ts'
import { momentOf } from '../clocks/moment.ts'

/**
 * A deadline as a document tells it: the last day for a limit in days, the last minute (`2026-03-10 16:30`) for one in
 * hours, local time; `unknown` where the calendar of that time is not announced yet.
 */
export const NoticeLimit = z.strictObject({
  limit: Limit,
  until: z.union([z.iso.date(), z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), z.literal('unknown')]),
})
export type NoticeLimit = z.infer<typeof NoticeLimit>

/** What a document says of a clock's deadline. `zone` is the calendar's. */
export function noticeLimit({ limit, due }: Due, zone: string): NoticeLimit {
  if (due === 'unknown') return { limit, until: 'unknown' }
  if (limit.unit !== 'working-hour')
    // `due` is the first instant too late: midnight after the last day.
    return { limit, until: momentOf(new Date(Date.parse(due) - 1).toISOString(), zone).date }
  const { date, time } = momentOf(due, zone)
  const minutes = Math.floor(time / 60_000)
  const two = (n: number) => String(n).padStart(2, '0')
  return { limit, until: `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` }
}

const unitWords = { 'working-day': '个工作日', 'calendar-day': '日', 'working-hour': '个工作小时' } as const

/** 时限 in words: `5个工作日`; nought days are the same day. */
export function limitWords({ unit, amount }: Limit): string {
  return amount === 0 ? '当日' : `${amount}${unitWords[unit]}`
}

/** A local date as documents write it: `2026年3月10日`. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** The deadline in words; a day that nobody can know yet is not guessed. */
export function untilWords({ until }: NoticeLimit): string {
  if (until === 'unknown') return '待公布（所在年份放假安排尚未公布，公布后另行告知）'
  const [date = '', time] = until.split(' ')
  return `${chineseDate(date)}${time ? ` ${time}` : ''}前`
}
