import { z } from 'zod'
import { Uscc } from './uscc.ts'

/**
 * Codes of service items (政务服务事项, GB/T 39554.1-2020). They nest: the basic code says what, the implementation
 * code adds who does it and at which level, the handling code which variant a person applies for.
 */

/**
 * 基本编码, 12 characters: national or local 2, kind 2 (01 = 许可), system 2, main item 3, sub-item 3. `000131127004`.
 * National codes are digits; some provinces put letters into their own (`511Z07001006`).
 */
export const BasicItemCode = z
  .string()
  .regex(/^[0-9A-Z]{12}$/, '基本编码为 12 位 / a basic item code has 12 characters')
  .brand('BasicItemCode')
export type BasicItemCode = z.infer<typeof BasicItemCode>

/** 实施编码, 31 characters: the office's USCC 18, level 1, basic code 12. `11440100007482575H` `3` `440118009000`. */
export const ImplementationCode = z
  .string()
  .regex(/^[0-9A-Z]{18}\d[0-9A-Z]{12}$/, '实施编码为 31 位 / an implementation code has 31 characters')
  .refine(hasUscc, '实施编码前 18 位应为实施主体的统一社会信用代码 / the first 18 characters are a USCC')
  .brand('ImplementationCode')
export type ImplementationCode = z.infer<typeof ImplementationCode>

/** 业务办理项编码, 33 characters: implementation code 31, variant 2. */
export const HandlingCode = z
  .string()
  .regex(/^[0-9A-Z]{18}\d[0-9A-Z]{12}\d{2}$/, '业务办理项编码为 33 位 / a handling code has 33 characters')
  .refine(
    hasUscc,
    '业务办理项编码前 18 位应为实施主体的统一社会信用代码 / the first 18 characters are a USCC',
  )
  .brand('HandlingCode')
export type HandlingCode = z.infer<typeof HandlingCode>

/** What an implementation or handling code says. `level` is the digit of 行使层级, `variant` the two of 办理项. */
export function parseItemCode(code: ImplementationCode | HandlingCode): {
  office: Uscc
  level: string
  basic: BasicItemCode
  variant?: string
} {
  return {
    office: Uscc.parse(code.slice(0, 18)),
    level: code.charAt(18),
    basic: BasicItemCode.parse(code.slice(19, 31)),
    ...(code.length === 33 ? { variant: code.slice(31) } : {}),
  }
}

function hasUscc(code: string): boolean {
  return Uscc.safeParse(code.slice(0, 18)).success
}
