import { describe, expect, test } from 'vitest'
import cn from '../../../jurisdictions/calendars/cn.json' with { type: 'json' }
import { Calendar } from './calendar.ts'
import { type Clock, type ClockEvent, type Limit, readClock, tick } from './clock.ts'

const calendar = Calendar.parse(cn)

/** `2025-09-24 10:00` in Shanghai as an instant. */
const at = (local: string) => `${local.replace(' ', 'T')}+08:00`

/** `20d` working days, `15c` calendar days, `2h` working hours. */
function limit(text: string): Limit {
  const unit = { d: 'working-day', c: 'calendar-day', h: 'working-hour' } as const
  return { unit: unit[text.slice(-1) as keyof typeof unit], amount: Number(text.slice(0, -1)) }
}

/** A clock as a row tells it: `10-13 10:00 ~ 10-15 09:00` is a pause in the year of the start, `+10d` an extension. */
function clockOf(length: string, start: string, course: string): Clock {
  const events: ClockEvent[] = [{ do: 'start', at: at(start), limits: { statutory: limit(length) } }]
  for (const step of course.split('; ').filter(Boolean)) {
    if (step.startsWith('+')) {
      const last = events.at(-1)?.at ?? ''
      events.push({ do: 'extend', at: last, by: limit(step.slice(1)), reason: '经本机关负责人批准' })
      continue
    }
    const [from = '', to = ''] = step.split(' ~ ').map(local => at(`${start.slice(0, 5)}${local}`))
    events.push({ do: 'pause', at: from, reason: '专家评审' }, { do: 'resume', at: to })
  }
  const clock = events.reduce<Clock | undefined>(
    (before, event) => tick(before, 'decision', event),
    undefined,
  )
  if (!clock) throw new Error('a clock begins with its start')
  return clock
}

/** The last day of a period of days, or the local time at which hours run out. */
function ends(clock: Clock): string {
  const { due = '', limit: counted } = readClock(clock, calendar, at('2020-01-01 00:00')).statutory ?? {}
  if (due === 'unknown') return due
  const shanghai = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return counted?.unit === 'working-hour'
    ? shanghai(Date.parse(due))
    : shanghai(Date.parse(due) - 1).slice(0, 10)
}

/*
 * Days off, and weekend days worked, by the notices:
 * 2025  10-01 – 10-08 off, 09-28 (Sun) and 10-11 (Sat) worked
 * 2026  01-01 – 01-03 off, 01-04 (Sun) worked · 02-15 – 02-23 off, 02-14 (Sat) and 02-28 (Sat) worked · 04-04 – 04-06 off
 *       05-01 – 05-05 off, 05-09 (Sat) worked · 06-19 – 06-21 off · 09-25 – 09-27 off
 *       10-01 – 10-07 off, 09-20 (Sun) and 10-10 (Sat) worked · 2027 not announced
 */
// biome-ignore format: a table, laid out for the eye; counted by hand
const cases: [why: string, length: string, start: string, course: string, ends: string][] = [
  ['a licence over National Day',                  '20d', '2025-09-24 10:00', '', '2025-10-28'],
  ['begun in the last minute of the day',          '20d', '2025-09-24 23:59', '', '2025-10-28'],
  ['begun in the first minute of the next',        '20d', '2025-09-25 00:00', '', '2025-10-29'],
  ['one day from a Friday',                        '1d',  '2026-03-06 09:00', '', '2026-03-09'],
  ['one day from a Saturday before a worked Sunday', '1d', '2025-09-27 09:00', '', '2025-09-28'],
  ['five days into Spring Festival',               '5d',  '2026-02-13 16:00', '', '2026-02-27'],
  ['six: the worked Saturday after it',            '6d',  '2026-02-13 16:00', '', '2026-02-28'],
  ['seven: the Monday after that',                 '7d',  '2026-02-13 16:00', '', '2026-03-02'],
  ['begun online inside the feast',                '1d',  '2026-02-18 20:00', '', '2026-02-24'],
  ['three days over May Day',                      '3d',  '2026-04-30 10:00', '', '2026-05-08'],
  ['four: the worked Saturday',                    '4d',  '2026-04-30 10:00', '', '2026-05-09'],
  ['five: not the Sunday',                         '5d',  '2026-04-30 10:00', '', '2026-05-11'],
  ['over New Year 2026',                           '2d',  '2025-12-31 10:00', '', '2026-01-05'],
  ['Mid-Autumn and National Day 2026',             '5d',  '2026-09-24 10:00', '', '2026-10-09'],
  ['one more: the worked Saturday',                '6d',  '2026-09-24 10:00', '', '2026-10-10'],
  ['joint handling, 45 days',                      '45d', '2026-03-02 09:30', '', '2026-05-08'],
  ['the same day',                                 '0d',  '2026-03-02 09:30', '', '2026-03-02'],
  ['the same day, received on a Saturday',         '0d',  '2026-03-07 09:30', '', '2026-03-09'],
  ['up to the last announced day',                 '16d', '2026-12-09 10:00', '', '2026-12-31'],
  ['one beyond: New Year 2027 is not announced',   '17d', '2026-12-09 10:00', '', 'unknown'],
  ['wholly beyond',                                '1d',  '2026-12-31 10:00', '', 'unknown'],
  ['before the calendar begins',                   '5d',  '2019-12-30 10:00', '', 'unknown'],

  ['residence permit: ends at Mid-Autumn',         '15c', '2026-09-10 10:00', '', '2026-09-28'],
  ['ends inside National Day',                     '15c', '2025-09-17 10:00', '', '2025-10-09'],
  ['ends on a Saturday',                           '15c', '2026-03-06 10:00', '', '2026-03-23'],
  ['ends on a worked Saturday',                    '10c', '2026-04-29 10:00', '', '2026-05-09'],
  ['ends inside Spring Festival',                  '14c', '2026-02-01 10:00', '', '2026-02-24'],
  ['a week is a week',                             '7c',  '2026-03-02 10:00', '', '2026-03-09'],
  ['the last announced day',                       '21c', '2026-12-10 10:00', '', '2026-12-31'],
  ['whether the last day is worked is not known',  '30c', '2026-12-10 10:00', '', 'unknown'],

  ['expert review, Monday to Wednesday',           '20d', '2025-09-24 10:00', '10-13 10:00 ~ 10-15 09:00', '2025-10-30'],
  ['over on the same day',                         '20d', '2025-09-24 10:00', '10-13 00:00 ~ 10-13 23:59', '2025-10-28'],
  ['Friday to Monday takes out the Friday',        '20d', '2025-09-24 10:00', '10-17 09:00 ~ 10-20 08:00', '2025-10-29'],
  ['a weekend is not taken out twice',             '20d', '2025-09-24 10:00', '10-18 09:00 ~ 10-20 00:00', '2025-10-28'],
  ['nor is National Day',                          '20d', '2025-09-24 10:00', '09-30 15:00 ~ 10-09 09:00', '2025-10-29'],
  ['two pauses as one',                            '20d', '2025-09-24 10:00', '10-13 10:00 ~ 10-14 09:00; 10-14 15:00 ~ 10-15 09:00', '2025-10-30'],
  ['on the last day',                              '1d',  '2026-03-06 09:00', '03-09 16:00 ~ 03-12 09:00', '2026-03-12'],
  ['on the first day, which never counted',        '5d',  '2026-03-02 10:00', '03-02 14:00 ~ 03-03 09:00', '2026-03-09'],
  ['a pause after the end moves nothing',          '1d',  '2026-03-06 09:00', '03-10 09:00 ~ 03-12 09:00', '2026-03-09'],
  ['calendar days: two lost before a weekend',     '15c', '2026-03-06 10:00', '03-10 10:00 ~ 03-12 10:00', '2026-03-23'],
  ['three',                                        '15c', '2026-03-06 10:00', '03-10 10:00 ~ 03-13 10:00', '2026-03-24'],
  ['the weekend it rolls over, paused',            '15c', '2026-03-06 10:00', '03-22 10:00 ~ 03-25 10:00', '2026-03-25'],

  ['extended by ten',                              '20d', '2025-09-24 10:00', '+10d', '2025-11-11'],
  ['paused and extended',                          '20d', '2025-09-24 10:00', '10-13 10:00 ~ 10-15 09:00; +10d', '2025-11-13'],
  ['calendar days roll once, at the very end',     '15c', '2026-03-06 10:00', '+15c', '2026-04-07'],

  ['two hours of a morning',                       '2h',  '2026-03-02 09:30', '', '2026-03-02 11:30'],
  ['two hours around lunch',                       '2h',  '2026-03-02 11:00', '', '2026-03-02 14:30'],
  ['begun at lunch',                               '2h',  '2026-03-02 12:20', '', '2026-03-02 15:30'],
  ['to the close of the morning',                  '3h',  '2026-03-02 09:00', '', '2026-03-02 12:00'],
  ['begun in the evening',                         '2h',  '2026-03-02 20:00', '', '2026-03-03 11:00'],
  ['over a weekend',                               '2h',  '2026-03-06 16:30', '', '2026-03-09 10:00'],
  ['begun on a Saturday',                          '2h',  '2026-03-07 10:00', '', '2026-03-09 11:00'],
  ['into a worked Saturday',                       '2h',  '2026-02-13 17:00', '', '2026-02-14 10:30'],
  ['two whole days',                               '14h', '2026-02-24 09:00', '', '2026-02-25 17:30'],
  ['paused for an hour',                           '2h',  '2026-03-02 09:30', '03-02 10:00 ~ 03-02 11:00', '2026-03-02 14:00'],
  ['paused at lunch',                              '2h',  '2026-03-02 11:00', '03-02 12:00 ~ 03-02 13:00', '2026-03-02 14:30'],
  ['paused overnight',                             '2h',  '2026-03-02 16:30', '03-02 17:00 ~ 03-03 10:00', '2026-03-03 11:30'],
  ['paused for days',                              '2h',  '2026-03-02 16:30', '03-02 17:00 ~ 03-06 10:00', '2026-03-06 11:30'],
  ['one hour more',                                '1h',  '2026-03-02 09:30', '+1h', '2026-03-02 11:30'],
  ['beyond the announced days',                    '2h',  '2026-12-31 17:00', '', 'unknown'],
]

describe('deadlines', () => {
  test.each(cases)('%s: %s from %s %s ends %s', (_, length, start, course, end) => {
    expect(ends(clockOf(length, start, course))).toBe(end)
  })
})

describe('what is left', () => {
  // biome-ignore format: a table, laid out for the eye
  test.each<[length: string, start: string, now: string, left: number | 'unknown', overdue: boolean | 'unknown']>([
    ['20d', '2025-09-24 10:00', '2025-09-24 10:00', 20, false],
    ['20d', '2025-09-24 10:00', '2025-09-25 08:00', 20, false],
    ['20d', '2025-09-24 10:00', '2025-09-26 08:00', 19, false],
    ['20d', '2025-09-24 10:00', '2025-10-03 08:00', 15, false],
    ['20d', '2025-09-24 10:00', '2025-10-28 23:59', 1, false],
    ['20d', '2025-09-24 10:00', '2025-10-29 00:00', -1, true],
    ['20d', '2025-09-24 10:00', '2025-11-02 12:00', -3, true],
    ['1d',  '2026-03-05 10:00', '2026-03-07 09:00', 0, true], // the Saturday after: over, by no working day yet
    ['15c', '2026-03-06 10:00', '2026-03-07 09:00', 17, false], // to Monday 23, for the 21st is a Saturday
    ['15c', '2026-03-06 10:00', '2026-03-29 09:00', -6, true],
    ['2h',  '2026-03-02 11:00', '2026-03-02 12:30', 1, false],
    ['2h',  '2026-03-02 11:00', '2026-03-02 11:20', 1.7, false],
    ['2h',  '2026-03-02 11:00', '2026-03-02 14:30', 0, true],
    ['2h',  '2026-03-02 11:00', '2026-03-03 09:30', -3.5, true],
    ['20d', '2026-12-09 10:00', '2026-12-30 10:00', 'unknown', false], // over in January at the earliest
    ['20d', '2026-12-09 10:00', '2027-01-04 10:00', 'unknown', 'unknown'],
    ['5d',  '2026-12-09 10:00', '2027-01-04 10:00', 'unknown', true], // over for certain, by how much is not known
    ['5d',  '2019-12-30 10:00', '2026-03-02 10:00', 'unknown', 'unknown'],
  ])('%s from %s, at %s: %s', (length, start, now, left, overdue) => {
    expect(readClock(clockOf(length, start, ''), calendar, at(now)).statutory).toMatchObject({ left, overdue })
  })

  test('nothing is lost while the clock is paused, and the deadline moves on day by day', () => {
    const running = clockOf('5d', '2026-03-02 10:00', '')
    const paused = tick(running, 'decision', { do: 'pause', at: at('2026-03-04 10:00'), reason: '听证' })
    const read = (now: string) => readClock(paused, calendar, at(now))
    const ordinary = { phase: 'paused', pausedSince: at('2026-03-04 10:00') }
    expect(read('2026-03-04 11:00')).toMatchObject({
      ...ordinary,
      pausedFor: 0,
      statutory: { left: 4, due: '2026-03-09T16:00:00.000Z' },
    })
    expect(read('2026-03-05 11:00')).toMatchObject({
      ...ordinary,
      pausedFor: 1,
      statutory: { left: 4, due: '2026-03-10T16:00:00.000Z' },
    })
    expect(read('2026-03-08 11:00')).toMatchObject({
      ...ordinary,
      pausedFor: 3,
      statutory: { left: 4, due: '2026-03-12T16:00:00.000Z' },
    })
    expect(read('2026-03-31 11:00')).toMatchObject({
      ...ordinary,
      pausedFor: 19,
      statutory: { left: 4, overdue: false },
    })
  })

  test('a stopped clock says for ever whether it was in time', () => {
    const stopped = (when: string) =>
      tick(clockOf('5d', '2026-03-02 10:00', ''), 'decision', { do: 'stop', at: at(when) })
    const late = readClock(stopped('2026-03-11 09:00'), calendar, at('2030-01-01 00:00'))
    expect(late).toMatchObject({
      phase: 'stopped',
      stoppedAt: at('2026-03-11 09:00'),
      statutory: { left: -2, overdue: true },
    })
    const early = readClock(stopped('2026-03-09 23:59'), calendar, at('2030-01-01 00:00'))
    expect(early).toMatchObject({ phase: 'stopped', statutory: { left: 1, overdue: false } })
  })

  test('promise and law are read side by side; an extension of the law leaves a promise in hours alone', () => {
    const limits = { promised: limit('4h'), statutory: limit('20d') }
    let clock = tick(undefined, 'decision', { do: 'start', at: at('2026-03-02 10:00'), limits })
    clock = tick(clock, 'decision', {
      do: 'extend',
      at: at('2026-03-03 10:00'),
      by: limit('10d'),
      reason: '案情复杂',
    })
    expect(readClock(clock, calendar, at('2026-03-03 10:00'))).toMatchObject({
      extendedBy: { unit: 'working-day', amount: 10 },
      promised: { due: '2026-03-02T07:30:00.000Z', overdue: true, left: -3 },
      statutory: { due: '2026-04-14T16:00:00.000Z', overdue: false, left: 30 },
    })
  })
})

describe('what may happen to a clock', () => {
  const start: ClockEvent = { do: 'start', at: at('2026-03-02 10:00'), limits: { statutory: limit('5d') } }
  const pause: ClockEvent = { do: 'pause', at: at('2026-03-03 10:00'), reason: '检验' }
  const resume: ClockEvent = { do: 'resume', at: at('2026-03-04 10:00') }
  const extend: ClockEvent = { do: 'extend', at: at('2026-03-04 10:00'), by: limit('5d'), reason: '经批准' }
  const stop: ClockEvent = { do: 'stop', at: at('2026-03-04 10:00') }
  const again: ClockEvent = { ...start, at: at('2026-03-09 10:00') }
  const after = (...events: ClockEvent[]) =>
    events.reduce<Clock | undefined>((clock, event) => tick(clock, 'decision', event), undefined)

  // biome-ignore format: a table, laid out for the eye
  test.each<[before: ClockEvent[], event: ClockEvent, possible: boolean]>([
    [[], start, true],               [[], pause, false],              [[], resume, false],              [[], extend, false],             [[], stop, false],
    [[start], again, false],         [[start], pause, true],          [[start], resume, false],         [[start], extend, true],         [[start], stop, true],
    [[start, pause], again, false],  [[start, pause], pause, false],  [[start, pause], resume, true],   [[start, pause], extend, true],  [[start, pause], stop, true],
    [[start, stop], again, true],    [[start, stop], pause, false],   [[start, stop], resume, false],   [[start, stop], extend, false],  [[start, stop], stop, false],
  ])('%j then %j: %s', (before, event, possible) => {
    const clock = after(...before)
    if (possible) expect(tick(clock, 'decision', event).events).toEqual([...before, event])
    else expect(() => tick(clock, 'decision', event)).toThrow('clock-impossible')
  })

  test('time does not run backwards', () => {
    expect(() => after(start, { ...stop, at: at('2026-03-02 09:59') })).toThrow('clock-impossible')
    expect(after(start, { ...stop, at: start.at })?.events).toHaveLength(2)
  })

  test('an extension keeps to the unit of the limit', () => {
    expect(() => after(start, { ...extend, by: limit('5c') })).toThrow('clock-extension-unit')
  })

  test('a new start begins a new run and keeps the old one', () => {
    const clock = after(start, pause, stop, again)
    expect(clock?.events).toHaveLength(4)
    expect(clock && readClock(clock, calendar, again.at)).toMatchObject({
      phase: 'running',
      startedAt: again.at,
      pausedFor: 0,
      statutory: { due: '2026-03-16T16:00:00.000Z' },
    })
  })
})
