import type { z } from 'zod'
import { DivisionCode12 } from '../identifiers/division.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { Uscc } from '../identifiers/uscc.ts'

const by = (schema: z.ZodType) => (text: string) => schema.safeParse(text).success

/**
 * The formats that forms may name beside those of JSON Schema, each as the test that Ajv runs: 公民身份号码 (GB 11643),
 * 统一社会信用代码 (GB 32100), twelve-digit 区划代码, mainland mobile number, and the id of an uploaded file.
 */
export const formFormats = {
  'resident-id': by(ResidentId),
  'credit-code': by(Uscc),
  'division-code': by(DivisionCode12),
  mobile: (text: string) => /^1[3-9]\d{9}$/.test(text),
  'file-id': (text: string) => /^[\w-]{1,64}$/.test(text),
}
