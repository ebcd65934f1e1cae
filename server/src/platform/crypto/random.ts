import { randomBytes } from 'node:crypto'

/** Bytes that were drawn and not used yet. */
let drawn = Buffer.alloc(0)
const drawnAtOnce = 4096

/** A few random bytes, used once: drawn from the system for many at once, for a case takes twenty nonces and salts. */
export function fewRandomBytes(count: number): Buffer {
  if (drawn.length < count) drawn = randomBytes(Math.max(count, drawnAtOnce))
  const bytes = drawn.subarray(0, count)
  drawn = drawn.subarray(count)
  return bytes
}
