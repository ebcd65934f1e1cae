import { z } from 'zod'
import { JurisdictionCode } from './division.ts'
import { mod37, verifyMod37 } from './mod37.ts'

/**
 * Number of a record (受理编号): `受理地6-属地6-yyyymmdd-nnnnnn-c`, as `320111-340523-20260302-000017-V`. It says where the
 * record came in, who decides, and on which day; `c` is MOD 37,36 over the 26 digits, so that a number read out over the
 * telephone is either right or refused. Partners' own numbers are kept beside it.
 */
export const RecordId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(
    /^[1-8]\d{5}-[1-8]\d{5}-\d{8}-\d{6}-[0-9A-Z]$/,
    '受理编号形如 320111-340523-20260302-000017-V / a record id has five parts joined by dashes',
  )
  .refine(
    id => verifyMod37(id.replaceAll('-', '')),
    '受理编号校验位不符，请核对 / the check character does not match',
  )
  .brand('RecordId')
export type RecordId = z.infer<typeof RecordId>

const Parts = z.object({
  /** 受理地: where it came in. */
  receiving: JurisdictionCode,
  /** 属地: whose authority decides. */
  deciding: JurisdictionCode,
  /** Local date of receipt, `YYYY-MM-DD`. */
  date: z.iso.date(),
  /** Counted by the receiving node per pair and day, 1 to 999999. */
  serial: z.int().min(1).max(999_999),
})
type Parts = z.infer<typeof Parts>

/** Throws `ZodError` where a part is out of its range. */
export function makeRecordId(parts: Parts): RecordId {
  const { receiving, deciding, date, serial } = Parts.parse(parts)
  const digits = [receiving, deciding, date.replaceAll('-', ''), String(serial).padStart(6, '0')]
  return RecordId.parse([...digits, mod37(digits.join(''))].join('-'))
}

/** What a number says. Throws `ZodError` where it is no record id, or its date does not exist. */
export function parseRecordId(text: string): Parts {
  const [receiving, deciding, day = '', serial] = RecordId.parse(text).split('-')
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
  return Parts.parse({ receiving, deciding, date, serial: Number(serial) })
}

/**
 * Read a number as people type it off paper: any case, O for 0 and I or L for 1, and the other way round in its last place,
 * where one character alone is right. Nothing where it is no number.
 */
export function typedRecordId(text: string): RecordId | undefined {
  const typed = text.trim().toUpperCase()
  const body = typed.slice(0, -1).replaceAll('O', '0').replace(/[IL]/g, '1')
  const last = typed.slice(-1)
  const alike = ['0O', '1IL'].find(characters => characters.includes(last)) ?? last
  return [...alike].flatMap(check => RecordId.safeParse(body + check).data ?? [])[0]
}
