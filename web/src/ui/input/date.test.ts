import { expect, test } from 'vitest'
import { readDate } from './date.ts'

test.each(['20260302', '2026-3-2', '2026.03.02', '2026/3/2', '2026年3月2日', '２０２６－０３－０２'])(
  '%s is the second of March',
  typed => {
    expect(readDate(typed)).toBe('2026-03-02')
  },
)

test.each(['', '2026', '2026-02-31', '2026-13-01', '26-3-2', 'tomorrow'])('%s is no date', typed => {
  expect(readDate(typed)).toBeUndefined()
})
