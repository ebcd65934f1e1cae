import { expect, test } from 'vitest'
import { addressOf } from './limits.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  // He hung up before he was heard: his socket has no address any more.
  [undefined, 'gone'],
])('%s counts as %s', (ip, counted) => {
  expect(addressOf({ ip })).toBe(counted)
})
