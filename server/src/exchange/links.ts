import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Pace } from './pace.ts'

/**
 * The link to each peer as this process finds it: a circuit breaker. Closed, messages flow; after some failures in a row
 * it opens and nothing is tried for a while; then one message probes.
 */
export interface Links {
  /** How many more messages may leave for a peer now. */
  room(peer: JurisdictionCode, onTheWay: number): number
  /** The peer answered. @returns whether the breaker closes by it */
  answered(peer: JurisdictionCode): boolean
  /** The peer could not be reached. @returns the failures in a row, and after how long to probe if the breaker is open */
  failed(peer: JurisdictionCode): { failures: number; probeInMs?: number }
  /** The peer did not know what a bag of letters is: for an hour it gets each by itself. */
  takesNoBags(peer: JurisdictionCode): void
  takesBags(peer: JurisdictionCode): boolean
  /** The peer spoke to us, so it is probably up: probe now rather than later. */
  heard(peer: JurisdictionCode): void
}

/** After an hour a partner may run a newer version. */
const bagsAgainMs = 3_600_000

/** Exponential back-off with full jitter: partners that fell silent together do not all come back at once. */
export function backoff(attempt: number, { retryBaseMs, retryCapMs }: Pace): number {
  return Math.ceil(Math.random() * Math.min(retryCapMs, retryBaseMs * 2 ** Math.min(attempt, 30)))
}

export function makeLinks(pace: Pace, now = () => performance.now()): Links {
  const withoutBags = new Map<JurisdictionCode, number>()
  const failing = new Map<JurisdictionCode, { failures: number; probeAt: number }>()
  const open = (peer: JurisdictionCode) => {
    const link = failing.get(peer)
    return link && link.failures >= pace.breakerAfter ? link : undefined
  }
  return {
    room(peer, onTheWay) {
      const link = open(peer)
      if (!link) return pace.parallel - onTheWay
      return now() >= link.probeAt && onTheWay === 0 ? 1 : 0
    },
    answered(peer) {
      const wasOpen = open(peer) !== undefined
      failing.delete(peer)
      return wasOpen
    },
    failed(peer) {
      const link = failing.get(peer) ?? { failures: 0, probeAt: 0 }
      failing.set(peer, link)
      // What left before the breaker opened fails late and tells nothing new; only the probe counts.
      const waitMs = link.probeAt - now()
      if (link.failures >= pace.breakerAfter && waitMs > 0)
        return { failures: link.failures, probeInMs: Math.ceil(waitMs) }
      link.failures += 1
      if (link.failures < pace.breakerAfter) return { failures: link.failures }
      const probeInMs = backoff(link.failures - pace.breakerAfter, pace)
      link.probeAt = now() + probeInMs
      return { failures: link.failures, probeInMs }
    },
    takesNoBags(peer) {
      withoutBags.set(peer, now() + bagsAgainMs)
    },
    takesBags(peer) {
      return now() >= (withoutBags.get(peer) ?? 0)
    },
    heard(peer) {
      const link = open(peer)
      if (link) link.probeAt = now()
    },
  }
}
