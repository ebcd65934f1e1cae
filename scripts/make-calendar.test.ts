import { readFileSync } from 'node:fs'
import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { Calendar, isWorkday, nextDay } from '../model/src/clocks/calendar.ts'
import { calendarFile, nationalCalendar } from './make-calendar.ts'

const shipped = Calendar.parse(JSON.parse(readFileSync(calendarFile, 'utf8')))

test('the shipped calendar is what the package says', () => {
  expect(shipped).toEqual(nationalCalendar())
})

test('day by day it agrees with the package', () => {
  // A day without an hour it takes for midnight in Greenwich, which west of it is still the day before.
  for (let day = shipped.announced.from; day <= shipped.announced.to; day = nextDay(day))
    expect(isWorkday(shipped, day), day).toBe(chineseDays.isWorkday(`${day}T12:00`))
})

test('where the package guesses, the calendar says that it does not know', () => {
  expect(chineseDays.isWorkday('2027-01-01')).toBe(true)
  expect(isWorkday(shipped, '2027-01-01')).toBe('unknown')
})
