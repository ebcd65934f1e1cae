import { expect, test } from 'vitest'
import { hoursText, hoursTextEn } from './hours.ts'

test('opening hours are told in either language, days in a row by the first and the last', () => {
  const hours = [
    { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' },
    { weekdays: [6, 7], from: '09:00', to: '16:00' },
  ]
  expect(hoursText(hours)).toBe('周一至周五 09:00—17:30；周六、周日 09:00—16:00')
  expect(hoursTextEn(hours)).toBe('Mon–Fri 09:00–17:30; Sat, Sun 09:00–16:00')
})
