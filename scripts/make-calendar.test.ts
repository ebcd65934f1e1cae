import { readFileSync } from 'node:fs'
import chineseDays from 'chinese-days'
import { afterEach, expect, test, vi } from 'vitest'
import { Calendar, isWorkday, nextDay } from '../model/src/clocks/calendar.ts'
import { calendarFile, nationalCalendar } from './make-calendar.ts'

afterEach(() => void vi.unstubAllEnvs())

const shipped = Calendar.parse(JSON.parse(readFileSync(calendarFile, 'utf8')))

test('the shipped calendar is what the package says', () => {
  expect(shipped).toEqual(nationalCalendar())
})

test('day by day it agrees with the package', () => {
  // Which day of the week it is, the package asks the zone of the machine: west of Greenwich it is one behind.
  vi.stubEnv('TZ', 'Asia/Shanghai')
  for (let day = shipped.announced.from; day <= shipped.announced.to; day = nextDay(day))
    expect(isWorkday(shipped, day), day).toBe(chineseDays.isWorkday(day))
})

test('where the package guesses, the calendar says that it does not know', () => {
  expect(chineseDays.isWorkday('2027-01-01')).toBe(true)
  expect(isWorkday(shipped, '2027-01-01')).toBe('unknown')
})
