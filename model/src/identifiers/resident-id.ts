import { z } from 'zod'

/** GB 11643-1999, after ISO 7064 MOD 11-2: weights of the first 17 digits, and the check character for each remainder. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checks = '10X98765432'

/**
 * Resident identity number (公民身份号码, GB 11643-1999), 18 characters: division 6, birth date 8, serial 3 (odd = male),
 * check 1. Residence permits for people from Hong Kong and Macao (81, 82) and Taiwan (83) and the foreigners' permanent
 * residence card of 2023 (9) have the same form. A small `x` is taken as `X`. Sensitive personal data (PIPL art. 28).
 */
export const ResidentId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[1-9]\d{16}[\dX]$/, '身份证号为 18 位 / a resident id has 18 characters')
  .refine(
    id => isDate(birthDigits(id)),
    '身份证号中的出生日期不存在 / the birth date in the id does not exist',
  )
  .refine(
    id => checkOf(id) === id.slice(17),
    '身份证号校验位不符，请核对 / the check character does not match',
  )
  .brand('ResidentId')
export type ResidentId = z.infer<typeof ResidentId>

/** Whether a resident id stands in a text that is meant for something else, alone or within it, however it is spaced or cased. */
export const holdsResidentId = (text: string): boolean =>
  [
    ...text
      .normalize('NFKC')
      .replace(/[\s-]/g, '')
      .matchAll(/(?<!\d)\d{17}[\dX](?!\d)/gi),
  ].some(([found]) => ResidentId.safeParse(found).success)

/** Birth date as `YYYY-MM-DD`. */
export function birthDateOf(id: ResidentId): string {
  return birthDigits(id)
}

export function sexOf(id: ResidentId): 'male' | 'female' {
  return Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female'
}

/** The id as screens show it: `340523********0013`; division and last four stay, the birth date is hidden. */
export function maskResidentId(id: ResidentId): string {
  return `${id.slice(0, 6)}********${id.slice(-4)}`
}

function checkOf(id: string): string {
  return checks.charAt(weights.reduce((sum, weight, i) => sum + weight * Number(id.charAt(i)), 0) % 11)
}

function birthDigits(id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
}

/** Nobody alive was born before 1900, so an earlier year is a slip of the hand. */
function isDate(date: string): boolean {
  return isoDate.safeParse(date).success && date >= '1900'
}

const isoDate = z.iso.date()
