import { z } from 'zod'

/** GB 32100-2015: 31 characters, the letters I, O, S, V and Z left out because hands confuse them. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const M = alphabet.length

/**
 * Unified social credit code (统一社会信用代码, GB 32100-2015) of a firm, organ or organisation, 18 characters:
 * registering department 1, kind 1, division 6, organisation code 9, check 1 (weights 3^i modulo 31).
 */
export const Uscc = z
  .string()
  .trim()
  .toUpperCase()
  .regex(
    /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/,
    '统一社会信用代码为 18 位，不含 I、O、S、V、Z / a unified social credit code has 18 characters without I, O, S, V, Z',
  )
  .refine(
    code => checkOf(code) === code.slice(17),
    '统一社会信用代码校验位不符，请核对 / the check character does not match',
  )
  .brand('Uscc')
export type Uscc = z.infer<typeof Uscc>

function checkOf(code: string): string {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % M
  }
  return alphabet.charAt((M - (sum % M)) % M)
}
