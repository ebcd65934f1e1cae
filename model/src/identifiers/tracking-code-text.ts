import type { TrackingCode } from './tracking-code.ts'

/** Crockford's base 32: no I, L, O, U, so that nothing read from paper is mistaken. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const byteCount = 10

/** Spell ten random bytes (from a cryptographic source). Throws `RangeError` for any other length. */
export function makeTrackingCode(bytes: Uint8Array): TrackingCode {
  if (bytes.length !== byteCount) throw new RangeError(`a tracking code takes ${byteCount} random bytes`)
  let bits = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  let text = ''
  for (; text.length < 16; bits >>= 5n) text = alphabet.charAt(Number(bits & 31n)) + text
  return dashed(text)
}

/**
 * Read a code as people type it: any case, with or without dashes and spaces, O for 0, I or L for 1.
 * `undefined` where it cannot be a code.
 */
export function parseTrackingCode(text: string): TrackingCode | undefined {
  const typed = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(typed) ? dashed(typed) : undefined
}

/** Sixteen characters of the alphabet in four groups. */
function dashed(text: string): TrackingCode {
  return (text.match(/.{4}/g) ?? []).join('-') as TrackingCode
}
