import fc from 'fast-check'
import { expect, test } from 'vitest'
import cn from '../../../jurisdictions/calendars/cn.json' with { type: 'json' }
import { Calendar, isWorkday, nextDay } from './calendar.ts'
import { type Clock, type ClockEvent, type ClockReading, type Limit, readClock, tick } from './clock.ts'
import { officeTime } from './counting.ts'
import { keepsWithin } from './limits.ts'
import { momentOf } from './moment.ts'

const calendar = Calendar.parse(cn)
const { zone } = calendar
const minute = 60_000
const span = (from: string, to: string) => ({
  min: Date.parse(`${from}T00:00+08:00`) / minute,
  max: Date.parse(`${to}T00:00+08:00`) / minute,
})

/** Minutes, so that neighbours meet; far enough from the end of the calendar that everything is known. */
const start = fc.integer(span('2021-01-01', '2025-06-01'))
const dayUnit = fc.constantFrom('working-day', 'calendar-day')
const days = fc.record({ unit: dayUnit, amount: fc.integer({ min: 0, max: 45 }) })
const hours = fc.record({
  unit: fc.constant('working-hour'),
  amount: fc.integer({ min: 1, max: 160 }).map(n => n / 4),
})
const anyLimit: fc.Arbitrary<Limit> = fc.oneof(days, hours)
/** Minutes run, minutes paused, minutes run … */
const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 12_000 }), fc.integer({ min: 0, max: 12_000 })), {
  maxLength: 4,
})

const iso = (minutes: number) => new Date(minutes * minute).toISOString()
const dateOf = (instant: string) => momentOf(instant, zone).date
const lastDayOf = (due: string) => dateOf(new Date(Date.parse(due) - 1).toISOString())

function clockOf(
  statutory: Limit,
  from: number,
  pauses: [run: number, pause: number][] = [],
  promised?: Limit,
): Clock {
  const events: ClockEvent[] = []
  let now = from
  for (const [run, pause] of pauses) {
    now += run
    events.push({ do: 'pause', at: iso(now), reason: '检测' })
    now += pause
    events.push({ do: 'resume', at: iso(now) })
  }
  const limits = promised ? { statutory, promised } : { statutory }
  return events.reduce(
    (clock, e) => tick(clock, 'c', e),
    tick(undefined, 'c', { do: 'start', at: iso(from), limits }),
  )
}

function statutory(clock: Clock, now = 0): NonNullable<ClockReading['statutory']> {
  const due = readClock(clock, calendar, iso(now)).statutory
  if (!due) throw new Error('the clock has a statutory limit')
  return due
}

test('more time never ends sooner, with any pauses', () => {
  fc.assert(
    fc.property(anyLimit, fc.nat(30), start, gaps, (limit, more, from, pauses) => {
      const longer = { ...limit, amount: limit.amount + more }
      return statutory(clockOf(limit, from, pauses)).due <= statutory(clockOf(longer, from, pauses)).due
    }),
  )
})

test('an extension is as good as a longer limit', () => {
  fc.assert(
    fc.property(anyLimit, fc.integer({ min: 1, max: 30 }), start, gaps, (limit, more, from, pauses) => {
      const clock = clockOf(limit, from, pauses)
      const at = clock.events.at(-1)?.at ?? ''
      const extended = tick(clock, 'c', {
        do: 'extend',
        at,
        by: { unit: limit.unit, amount: more },
        reason: '经批准',
      })
      const longer = clockOf({ ...limit, amount: limit.amount + more }, from, pauses)
      return (
        statutory(extended).due === statutory(longer).due && statutory(extended).due >= statutory(clock).due
      )
    }),
  )
})

test('a period of days ends at midnight after a working day that does not end in a pause', () => {
  fc.assert(
    fc.property(days, start, gaps, (limit, from, pauses) => {
      const clock = clockOf(limit, from, pauses)
      const { due } = statutory(clock)
      expect(momentOf(due, zone).time).toBe(0)
      expect(isWorkday(calendar, lastDayOf(due))).toBe(true)
      const ends = clock.events.filter(e => e.do === 'resume').map(e => e.at)
      const begins = clock.events.filter(e => e.do === 'pause').map(e => e.at)
      expect(begins.some((begin, i) => begin < due && due <= (ends[i] ?? ''))).toBe(false)
    }),
  )
})

test('a pause over k working days moves the deadline by exactly k working days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      fc.integer({ min: 1, max: 25 }),
      start,
      (amount, n, k, from) => {
        const limit: Limit = { unit: 'working-day', amount }
        const plain = lastDayOf(statutory(clockOf(limit, from)).due)
        const begins = workdayAfter(dateOf(iso(from)), 1 + (n % amount))
        const ends = workdayAfter(begins, k)
        const [pause, resume] = [begins, ends].map(day => Date.parse(`${day}T11:00+08:00`) / minute) as [
          number,
          number,
        ]
        const clock = clockOf(limit, from, [[pause - from, resume - pause]])
        expect(lastDayOf(statutory(clock).due)).toBe(workdayAfter(plain, k))
        expect(readClock(clock, calendar, iso(0)).pausedFor).toBe(k)
      },
    ),
  )
})

test('two pauses that meet are one pause', () => {
  fc.assert(
    fc.property(
      anyLimit,
      start,
      fc.nat(9000),
      fc.nat(9000),
      fc.nat(9000),
      (limit, from, run, first, second) => {
        const two = clockOf(limit, from, [
          [run, first],
          [0, second],
        ])
        const one = clockOf(limit, from, [[run, first + second]])
        return statutory(two).due === statutory(one).due
      },
    ),
  )
})

test('a pause that ends on the day it began costs no day', () => {
  fc.assert(
    fc.property(days, start, fc.nat(30), fc.nat(1439), fc.nat(1439), (limit, from, day, a, b) => {
      const midnight = Date.parse(`${dateOf(iso(from))}T00:00+08:00`) / minute + (day + 1) * 1440
      const pause = midnight + Math.min(a, b)
      const clock = clockOf(limit, from, [[pause - from, Math.abs(a - b)]])
      return statutory(clock).due === statutory(clockOf(limit, from)).due
    }),
  )
})

test('hours: the office time that runs before the deadline is the limit, neither more nor less', () => {
  fc.assert(
    fc.property(hours, start, gaps, (limit, from, pauses) => {
      const clock = clockOf(limit, from, pauses)
      const { due } = statutory(clock)
      const earlier = (a: string) => momentOf(a < due ? a : due, zone)
      const office = (a: string, b: string) => Number(officeTime(calendar, earlier(a), earlier(b)))
      const stood = clock.events.reduce((sum, e, i) => {
        const next = clock.events[i + 1]
        return e.do === 'pause' && next ? sum + office(e.at, next.at) : sum
      }, 0)
      return office(iso(from), due) - stood === limit.amount * 60 * minute
    }),
  )
})

test('while it runs, less and less is left, and it is over from `due` on', () => {
  fc.assert(
    fc.property(anyLimit, start, fc.nat(60_000), fc.nat(60_000), (limit, from, a, b) => {
      const [sooner, later] = [from + Math.min(a, b), from + Math.max(a, b)]
      const clock = clockOf(limit, from)
      const [first, second] = [statutory(clock, sooner), statutory(clock, later)]
      expect(second.left).toBeLessThanOrEqual(Number(first.left))
      for (const [reading, now] of [
        [first, sooner],
        [second, later],
      ] as const) {
        expect(reading.overdue).toBe(iso(now) >= reading.due)
        if (reading.overdue) expect(reading.left).toBeLessThanOrEqual(0)
        else expect(reading.left).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('a paused clock never runs out, and loses no working day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      start,
      fc.nat(20_000),
      fc.nat(40_000),
      (amount, from, run, wait) => {
        const running = clockOf({ unit: 'working-day', amount }, from)
        const before = statutory(running, from + run)
        const paused = tick(running, 'c', { do: 'pause', at: iso(from + run), reason: '听证' })
        const after = statutory(paused, from + run + wait)
        expect(after.overdue).toBe(before.overdue)
        if (!before.overdue) expect(after.left).toBe(before.left)
      },
    ),
  )
})

test('a promise within the law is due no later than the law, where the two can be compared strictly', () => {
  fc.assert(
    fc.property(days, days, start, gaps, (promised, law, from, pauses) => {
      fc.pre(keepsWithin(promised, law))
      fc.pre(promised.unit === law.unit || law.unit === 'working-day')
      const reading = readClock(clockOf(law, from, pauses, promised), calendar, iso(0))
      return (reading.promised?.due ?? '') <= (reading.statutory?.due ?? '')
    }),
  )
})

test('a slow watch reads the last event, and reading changes nothing', () => {
  fc.assert(
    fc.property(anyLimit, start, gaps, fc.nat(9000), (limit, from, pauses, slow) => {
      const clock = clockOf(limit, from, pauses)
      const before = JSON.stringify(clock)
      const last = clock.events.at(-1)?.at ?? ''
      const reading = readClock(clock, calendar, last)
      expect(readClock(clock, calendar, iso(from - slow))).toEqual(reading)
      expect(JSON.stringify(clock)).toBe(before)
    }),
  )
})

test('nothing is computed beyond the announced days', () => {
  const late = fc.integer(span('2026-11-01', '2027-06-01'))
  fc.assert(
    fc.property(anyLimit, late, (limit, from) => {
      const { due, left } = statutory(clockOf(limit, from))
      if (due === 'unknown') expect(left).toBe('unknown')
      else expect(lastDayOf(due) <= '2026-12-31').toBe(true)
    }),
  )
})

function workdayAfter(date: string, n: number): string {
  let day = date
  for (let left = n; left > 0; ) {
    day = nextDay(day)
    if (isWorkday(calendar, day) === true) left--
  }
  return day
}
