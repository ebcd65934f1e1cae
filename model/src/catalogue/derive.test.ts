import { expect, test } from 'vitest'
import { derive } from './derive.ts'

const rules = [
  { from: '/applicant/idNumber', to: '/applicant/birthDate', rule: 'birth-date-of-id' },
  { from: '/applicant/idNumber', to: '/applicant/sex', rule: 'sex-of-id' },
] as const

test('birth date and sex follow the resident id', () => {
  expect(derive(rules, { applicant: { idNumber: '11010519491231002X', name: '示例' } })).toEqual({
    applicant: { idNumber: '11010519491231002X', name: '示例', birthDate: '1949-12-31', sex: 'female' },
  })
})

test('an id that is not right any more takes them away again', () => {
  const before = { applicant: { idNumber: '1101051949', birthDate: '1949-12-31', sex: 'female' } }
  expect(derive(rules, before)).toEqual({ applicant: { idNumber: '1101051949' } })
})

test('without a change the very same content comes back', () => {
  const content = { other: 1, applicant: {} }
  expect(derive(rules, content)).toBe(content)
})
