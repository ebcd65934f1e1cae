import { z } from 'zod'
import { dashed } from './typed-code.ts'

/** Crockford's base 32: no I, L, O, U, so that nothing read from paper is mistaken. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const byteCount = 10

/**
 * Public code by which a person follows a record without signing in (查询码): 80 random bits as
 * `XXXX-XXXX-XXXX-XXXX`. It cannot be guessed, and unlike the record id tells nothing.
 */
export const TrackingCode = z
  .string()
  .regex(
    /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/,
    '查询码形如 7K3M-9QWX-… / a tracking code has 16 characters',
  )
  .brand('TrackingCode')
export type TrackingCode = z.infer<typeof TrackingCode>

/** Spell ten random bytes (from a cryptographic source). Throws `RangeError` for any other length. */
export function makeTrackingCode(bytes: Uint8Array): TrackingCode {
  if (bytes.length !== byteCount) throw new RangeError(`a tracking code takes ${byteCount} random bytes`)
  let bits = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  let text = ''
  for (; text.length < 16; bits >>= 5n) text = alphabet.charAt(Number(bits & 31n)) + text
  return dashed(text)
}
