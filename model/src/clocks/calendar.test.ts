import { describe, expect, test } from 'vitest'
import cn from '../../../jurisdictions/calendars/cn.json' with { type: 'json' }
import { Calendar, isWorkday, mergeNotice } from './calendar.ts'

const calendar = Calendar.parse(cn)

test.each<[date: string, work: boolean | 'unknown']>([
  ['2025-09-28', true], // Sunday, made up
  ['2025-10-08', false],
  ['2025-10-11', true], // Saturday, made up
  ['2025-10-12', false],
  ['2026-02-16', false],
  ['2026-03-02', true],
  ['2019-12-31', 'unknown'],
  ['2027-01-01', 'unknown'],
])('%s worked: %s', (date, work) => expect(isWorkday(calendar, date)).toBe(work))

describe('a new notice', () => {
  const next = {
    announced: { from: '2026-12-27', to: '2027-12-31' },
    holidays: { '2027-01-01': '元旦' },
    workdays: { '2026-12-27': '元旦' },
  }

  test('makes the next year known, and the Sunday it moved before it', () => {
    const merged = mergeNotice(calendar, next)
    expect(isWorkday(calendar, '2026-12-27')).toBe(false)
    expect(isWorkday(merged, '2026-12-27')).toBe(true)
    expect(isWorkday(merged, '2027-01-01')).toBe(false)
    expect(isWorkday(merged, '2027-01-04')).toBe(true)
    expect(isWorkday(merged, '2026-10-01')).toBe(false)
    expect(isWorkday(merged, '2028-01-01')).toBe('unknown')
  })

  test('that leaves days between unknown is refused', () => {
    const gap = { ...next, announced: { from: '2027-01-02', to: '2027-12-31' }, holidays: {}, workdays: {} }
    expect(() => mergeNotice(calendar, gap)).toThrow('notice-gap')
    expect(() =>
      mergeNotice(calendar, { ...gap, announced: { from: '2018-01-01', to: '2019-12-30' } }),
    ).toThrow('notice-gap')
    expect(
      mergeNotice(calendar, { ...gap, announced: { from: '2019-01-01', to: '2019-12-31' } }).announced.from,
    ).toBe('2019-01-01')
  })

  test('that changes announced days replaces them', () => {
    const changed = mergeNotice(calendar, {
      announced: { from: '2026-05-01', to: '2026-05-09' },
      holidays: { '2026-05-01': '劳动节' },
      workdays: {},
    })
    expect(isWorkday(changed, '2026-05-04')).toBe(true)
    expect(isWorkday(changed, '2026-05-09')).toBe(false)
    expect(changed.announced).toEqual(calendar.announced)
  })

  test.each([
    ['a day outside its range', { ...next, holidays: { '2028-01-01': '元旦' } }],
    [
      'a holiday that is worked',
      { ...next, workdays: { '2027-01-03': '元旦' }, holidays: { '2027-01-03': '元旦' } },
    ],
    ['a weekday made up', { ...next, workdays: { '2027-01-04': '元旦' } }],
    ['a day that does not exist', { ...next, holidays: { '2027-02-30': '春节' } }],
    ['a range that ends before it begins', { ...next, announced: { from: '2027-12-31', to: '2027-01-01' } }],
  ])('with %s is refused', (_, notice) => expect(() => mergeNotice(calendar, notice)).toThrow())
})

test.each([
  ['an unknown zone', { zone: 'Asia/Wujiang' }],
  ['no office hours', { hours: [] }],
  [
    'hours that overlap',
    {
      hours: [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
    },
  ],
  ['hours that end before they begin', { hours: [{ from: '17:00', to: '09:00' }] }],
])('a calendar with %s is refused', (_, wrong) =>
  expect(Calendar.safeParse({ ...cn, ...wrong }).success).toBe(false),
)
