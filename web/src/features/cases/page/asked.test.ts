import { expect, test } from 'vitest'
import { isAsked } from './asked.ts'

test('what moves the case on is asked for once, until it is refused or did not arrive', () => {
  expect(isAsked([{ verb: 'withdraw', state: 'asked' }], 'withdraw')).toBe(true)
  expect(isAsked([{ verb: 'withdraw', state: 'asked' }], 'correct')).toBe(false)
  expect(isAsked([{ verb: 'correct', state: 'refused' }], 'correct')).toBe(false)
  expect(isAsked([{ verb: 'correct', state: 'undelivered' }], 'correct')).toBe(false)
})

test('what leaves it where it is may be sent again with other content', () => {
  expect(isAsked([{ verb: 'supply', state: 'asked' }], 'supply')).toBe(false)
})
