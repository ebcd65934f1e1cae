import { generateSync, verifySync } from 'otplib'

/**
 * One-time codes (动态口令): TOTP of RFC 6238, six digits, 30 seconds. A code is taken one step before and after its time,
 * because people type slowly. It may be used again within that time: this provider shows everyone's codes to everyone, so
 * there is nobody to keep a used one from, and a scenario signs one person in at several places.
 */
const step = 30

export function currentCode(secret: Uint8Array): string {
  return generateSync({ secret, period: step })
}

export function codeIsRight(secret: Uint8Array, code: string): boolean {
  return /^\d{6}$/.test(code) && verifySync({ secret, token: code, period: step, epochTolerance: step }).valid
}
