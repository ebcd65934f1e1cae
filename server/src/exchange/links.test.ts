import { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoff, makeLinks } from './links.ts'
import { defaultPace } from './pace.ts'
import { makeQuota } from './quota.ts'

const peer = JurisdictionCode.parse('340523')
const pace = { ...defaultPace, breakerAfter: 3, parallel: 4 }

test('back-off doubles to its cap, with full jitter', () => {
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), attempt => {
      const delay = backoff(attempt, pace)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(Math.min(pace.retryCapMs, pace.retryBaseMs * 2 ** attempt))
    }),
  )
})

test('the breaker opens after failures in a row, lets one probe, and closes when it is answered', () => {
  let at = 0
  const links = makeLinks(pace, () => at)
  expect(links.room(peer, 1)).toBe(3)
  links.failed(peer)
  links.failed(peer)
  expect(links.room(peer, 0)).toBe(4)
  const { probeInMs = 0 } = links.failed(peer)
  expect(links.room(peer, 0)).toBe(probeInMs === 0 ? 1 : 0)
  at += probeInMs
  expect(links.room(peer, 0)).toBe(1)
  expect(links.room(peer, 1)).toBe(0)
  expect(links.answered(peer)).toBe(true)
  expect(links.answered(peer)).toBe(false)
  expect(links.room(peer, 0)).toBe(4)
})

test('an answer in between begins the count anew', () => {
  const links = makeLinks(pace)
  for (let i = 0; i < 10; i++) {
    links.failed(peer)
    links.failed(peer)
    links.answered(peer)
  }
  expect(links.room(peer, 0)).toBe(4)
})

test('what left before the breaker opened does not lengthen the wait; a peer that speaks ends it', () => {
  let at = 0
  const links = makeLinks({ ...pace, retryBaseMs: 1e6, retryCapMs: 1e6 }, () => at)
  let last = { failures: 0 } as ReturnType<typeof links.failed>
  for (let i = 0; i < 3; i++) last = links.failed(peer)
  at += 1
  expect(links.failed(peer)).toEqual({ failures: 3, probeInMs: (last.probeInMs ?? 0) - 1 })
  expect(links.room(peer, 0)).toBe(0)
  links.heard(peer)
  expect(links.room(peer, 0)).toBe(1)
})

test('a quota refills steadily, for each caller apart', () => {
  let at = 0
  const quota = makeQuota<string>(60, () => at)
  for (let i = 0; i < 60; i++) expect(quota.take('a')).toBe(0)
  expect(quota.take('a')).toBe(1)
  expect(quota.take('b')).toBe(0)
  at += 1000
  expect(quota.take('a')).toBe(0)
  expect(quota.take('a')).toBe(1)
})
