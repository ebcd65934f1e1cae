import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digest } from './chain.ts'
import { sameJson } from './same.ts'

const tree = fc.jsonValue({ depthSize: 'small', maxDepth: 3 })
const few = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 1, '', 'a', '__proto__'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'length'), tie('value'), { maxKeys: 2 }),
  ),
})).value

it('is what the canonical form says', () => {
  fc.assert(fc.property(few, few, (a, b) => sameJson(a, b) === (digest(a) === digest(b))))
  fc.assert(fc.property(tree, value => sameJson(value, JSON.parse(JSON.stringify(value)))))
})

it('leaves out what is undefined, and does not mind the order', () => {
  expect(sameJson({ a: 1, b: undefined, c: [2] }, { c: [2], a: 1 })).toBe(true)
  expect(sameJson({ a: undefined }, { b: undefined })).toBe(true)
  expect(sameJson({ a: 1 }, JSON.parse('{"__proto__":1}'))).toBe(false)
  expect(sameJson([1], { 0: 1 })).toBe(false)
})
