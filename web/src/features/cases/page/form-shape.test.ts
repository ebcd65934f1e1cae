import { expect, test } from 'vitest'
import { asListed, ordered, propertiesOf } from './form-shape.ts'

const when = (kind: string, title: string) => ({
  if: { properties: { kind: { const: kind } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { proof: { title } } },
})
const schema = {
  properties: { kind: { title: '事由' } },
  allOf: [when('work', '合同号'), when('study', '学籍号')],
}

test('a field that two conditions ask for bears the title of the one that is met', () => {
  expect(propertiesOf(schema, { kind: 'work', proof: '1' }).proof?.title).toBe('合同号')
  expect(propertiesOf(schema, { kind: 'study', proof: '1' }).proof?.title).toBe('学籍号')
  expect(Object.keys(propertiesOf(schema, { kind: 'none' }))).toEqual(['kind'])
})

test('fields stand in the order of the ui schema, those it does not name at its star or at the end', () => {
  expect(ordered(['c', 'b', 'a', 'x'], { 'ui:order': ['a', '*', 'c'] })).toEqual(['a', 'b', 'x', 'c'])
  expect(ordered(['c', 'b'], { 'ui:order': ['b'] })).toEqual(['b', 'c'])
  expect(ordered(['c', 'b'], undefined)).toEqual(['c', 'b'])
})

test('what was signed, and so came in the order of its letters, stands as its description lists it', () => {
  expect(asListed({ address: 1, birth: 2, extra: 3, name: 4 }, ['name', 'sex', 'birth', 'address'])).toEqual([
    'name',
    'birth',
    'address',
    'extra',
  ])
})
