import type { Instant } from '@lianqiao/model/records/action.ts'
import { expect, test } from 'vitest'
import { generateSigningKey, publicKeyFor } from '../platform/crypto/keys.ts'
import { announced, ended, withAnnounced } from './announcement.ts'

const who = { jurisdiction: '320111' as never, name: '南京市浦口区', url: 'https://pukou.example' }
const [first, second] = [generateSigningKey('320111'), generateSigningKey('320111')]
const start = '2026-03-10T01:00:00.000Z' as Instant
/** Midnight of 1 January 2027 in Beijing. */
const day = '2026-12-31T16:00:00.000Z' as Instant
const told = (...keys: Parameters<typeof announced>[1]) => announced(who, keys, start)

test('a new key counts a day before its day, the old one until a day after it', () => {
  const before = withAnnounced([], told({ key: first, from: undefined }))
  const nodes = withAnnounced(before, told({ key: first, from: undefined }, { key: second, from: day }))
  const keys = { '320111': nodes[0]?.keys ?? [] }
  const at = (hours: number) => new Date(Date.parse(day) + hours * 3_600_000)
  for (const hours of [-24, 0, 23]) {
    expect(publicKeyFor(keys, '320111', first.kid, at(hours)).kid).toBe(first.kid)
    expect(publicKeyFor(keys, '320111', second.kid, at(hours)).kid).toBe(second.kid)
  }
  expect(() => publicKeyFor(keys, '320111', second.kid, at(-25))).toThrow('key-not-yet-valid')
  expect(() => publicKeyFor(keys, '320111', first.kid, at(24))).toThrow('key-expired')
})

test('told again, nothing changes but the address; no key is ever taken out', () => {
  const nodes = withAnnounced([], told({ key: first, from: undefined }, { key: second, from: day }))
  const later = { ...told({ key: second, from: undefined }), url: 'https://new.example' }
  expect(withAnnounced(nodes, later)).toEqual([{ ...nodes[0], url: 'https://new.example' }])
})

test('a key that others saw ends at once, and another node keeps its own', () => {
  const other = { ...who, jurisdiction: '340523' as never }
  const nodes = withAnnounced(
    withAnnounced([], told({ key: first, from: undefined })),
    announced(other, [{ key: second, from: undefined }], start),
  )
  const [ours, theirs] = ended(nodes, first.kid, day)
  expect(ours?.keys[0]?.notAfter).toBe(day)
  expect(theirs).toEqual(nodes[1])
  expect(() => ended(nodes, 'nobody', day)).toThrow('bad-config')
})
