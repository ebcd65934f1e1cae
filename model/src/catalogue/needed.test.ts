import { expect, test } from 'vitest'
import { isNeeded } from './needed.ts'

const lease = {
  needed: '非必要',
  neededWhen: { text: '合法稳定住所', any: [{ path: '/ground/kind', equals: 'dwelling' }] },
} as const
const permit = {
  needed: '非必要',
  neededWhen: { text: '非本地户籍', any: [{ path: '/household/division', outside: '320111' }] },
} as never

test('what is always needed, or may follow later, is needed', () => {
  expect([isNeeded({ needed: '必要' }, {}), isNeeded({ needed: '容缺' }, {})]).toEqual([true, true])
  expect(isNeeded({ needed: '非必要' }, {})).toBe(false)
})

test('a condition asks only once the form answers it', () => {
  expect(isNeeded(lease as never, {})).toBe(false)
  expect(isNeeded(lease as never, { ground: { kind: 'employment' } })).toBe(false)
  expect(isNeeded(lease as never, { ground: { kind: 'dwelling' } })).toBe(true)
})

test('outside a jurisdiction is told by the first six digits', () => {
  const at = (division: string) => isNeeded(permit, { household: { division } })
  expect([at('340523107200'), at('320111005011'), at('32')]).toEqual([true, false, false])
})
