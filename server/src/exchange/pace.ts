import { longestWayMs } from '../platform/wire.ts'

/** Times and measures of the exchange. Milliseconds of the machine's clock, not of the node's calendar. */
export interface Pace {
  /** First delay before a message is sent again; doubles up to the cap, with full jitter. */
  retryBaseMs: number
  retryCapMs: number
  /** How long one sending may take. */
  timeoutMs: number
  /** How long a question waits for its answer, where who asks says nothing else: a person at a counter then takes another way. */
  queryTimeoutMs: number
  /** After this, another process may take over a message that is being sent. Longer than `timeoutMs`. */
  leaseMs: number
  /** How often to look for messages that other processes put into the outbox. */
  pollMs: number
  /** How long a look into the outbox waits for company. */
  gatherMs: number
  /** A message older than this, by the node's time, is given up. */
  giveUpAfterMs: number
  /** So many failures in a row open the breaker of a peer. */
  breakerAfter: number
  /** Messages on the way to one peer at a time, per process. */
  parallel: number
  /** Requests that one peer may make in a minute, per process. */
  requestsPerMinute: number
}

export const defaultPace: Pace = {
  retryBaseMs: 200,
  retryCapMs: 30_000,
  timeoutMs: 10_000,
  queryTimeoutMs: 5_000,
  leaseMs: 15_000,
  pollMs: 1_000,
  gatherMs: 5,
  giveUpAfterMs: longestWayMs,
  breakerAfter: 5,
  parallel: 48,
  requestsPerMinute: 30_000,
}
