import { expect, test } from 'vitest'
import { checkIdCard, cleanIdCard } from './id-card.ts'

test('a right number gives sex and birth date, and hides its middle', () => {
  expect(checkIdCard('11010519491231002x')).toEqual({
    state: 'valid',
    id: '11010519491231002X',
    birthDate: '1949-12-31',
    sex: 'female',
    masked: '110105********002X',
  })
})

test('while it is typed it is only counted; a wrong sign is told at once', () => {
  expect(checkIdCard('')).toEqual({ state: 'empty' })
  expect(checkIdCard('110105')).toEqual({ state: 'typing', count: 6 })
  expect(checkIdCard('1101O5')).toEqual({ state: 'shape' })
})

test('a slip of the hand is found by the check character, a day that is none by the calendar', () => {
  expect(checkIdCard('110105194912310021').state).toBe('wrong')
  expect(checkIdCard('11010519490231002X').state).toBe('wrong')
})

test('spaces and the full-width digits of a Chinese keyboard are understood', () => {
  expect(cleanIdCard('１１０１０５ 19491231 002ｘ')).toBe('11010519491231002X')
})
