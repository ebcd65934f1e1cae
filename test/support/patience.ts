import type { Pace } from '../../server/src/exchange/index.ts'

/**
 * How long nodes of tests wait for one another. That an answer was late is never what a test is about unless it says so, and
 * on a busy machine any would be late once: its message is then sent and counted twice, its question refused.
 */
export const patient: Partial<Pace> = { leaseMs: 180_000, timeoutMs: 120_000, queryTimeoutMs: 120_000 }
