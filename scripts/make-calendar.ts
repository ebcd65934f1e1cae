/**
 * Write `jurisdictions/calendars/cn.json`, the national working calendar, from the data of the package `chinese-days`.
 * Run `node scripts/make-calendar.ts` when the package has a new year; commit the file. The program itself never asks the
 * package: it answers for unpublished years as if no feast would come.
 */
import { writeFileSync } from 'node:fs'
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { Calendar } from '../model/src/clocks/calendar.ts'

/** Records older than this are not counted here. */
const firstYear = 2020

export const calendarFile = new URL('../jurisdictions/calendars/cn.json', import.meta.url)

/** The calendar as the package knows it, up to the last year whose notice is complete (National Day is in it). */
export function nationalCalendar(): Calendar {
  const lastYear = Object.entries(days.holidays)
    .filter(([, feast]) => nameOf(feast) === '国庆节')
    .map(([date]) => Number(date.slice(0, 4)))
    .reduce((a, b) => Math.max(a, b))
  const announced = { from: `${firstYear}-01-01`, to: `${lastYear}-12-31` }
  const within = (table: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(table)
        .filter(([date]) => announced.from <= date && date <= announced.to)
        .map(([date, feast]) => [date, nameOf(feast)])
        .sort(),
    )
  return Calendar.parse({
    zone: 'Asia/Shanghai',
    announced,
    holidays: within(days.holidays),
    workdays: within(days.workdays),
    hours: [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
  })
}

/** `New Year's Day,元旦,1` holds the English name, the Chinese one, and the statutory days. */
function nameOf(feast: string): string {
  return feast.split(',')[1] ?? feast
}

if (import.meta.main) writeFileSync(calendarFile, `${JSON.stringify(nationalCalendar(), null, 2)}\n`)
