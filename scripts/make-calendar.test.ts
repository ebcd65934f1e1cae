import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Calendar, isWorkday, nextDay } from '../model/src/clocks/calendar.ts'
import { calendarFile, nationalCalendar } from './make-calendar.ts'

const shipped = Calendar.parse(JSON.parse(readFileSync(calendarFile, 'utf8')))

test('the shipped calendar is what the package says', () => {
  expect(shipped).toEqual(nationalCalendar())
})

/** The package reads its tables in the zone of the machine, and west of Greenwich all a day too late: it is asked by itself. */
const program = `
const { isWorkday } = require('chinese-days')
const days = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
console.log(JSON.stringify(days.map(day => isWorkday(day))))`

/** Whether the package takes days for working days, as it does in China. */
function workdaysBy(days: readonly string[]): boolean[] {
  const options = { input: JSON.stringify(days), env: { ...process.env, TZ: 'Asia/Shanghai' } }
  return JSON.parse(execFileSync(process.execPath, ['-e', program], options).toString())
}

test('day by day it agrees with the package', () => {
  const days: string[] = []
  for (let day = shipped.announced.from; day <= shipped.announced.to; day = nextDay(day)) days.push(day)
  expect(days.map(day => [day, isWorkday(shipped, day)])).toEqual(
    workdaysBy(days).map((works, i) => [days[i], works]),
  )
})

test('where the package guesses, the calendar says that it does not know', () => {
  expect(workdaysBy(['2027-01-01'])).toEqual([true])
  expect(isWorkday(shipped, '2027-01-01')).toBe('unknown')
})
