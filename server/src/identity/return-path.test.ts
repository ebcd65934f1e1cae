import { expect, test } from 'vitest'
import { returnPath } from './return-path.ts'

test.each([
  [undefined, '/'],
  ['/', '/'],
  ['/cases/1?tab=files#top', '/cases/1?tab=files#top'],
  ['/a/../b', '/b'],
])('%s is a page of ours: %s', (to, path) => {
  expect(returnPath(to)).toBe(path)
})

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/.//elsewhere.example',
  '/x/..//elsewhere.example',
  'javascript:alert(1)',
  'cases',
  '',
  ['/a', '/b'],
])('%j leads elsewhere and is refused', to => {
  expect(() => returnPath(to)).toThrow('LQ-0101')
})
