import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { Uscc } from '../identifiers/uscc.ts'
import type { Holder } from './codes.ts'

/** 查询对象: whose row of a register is asked for, a person or a firm. The name must fit the number. */
export const Subject = z
  .strictObject({
    idNumber: ResidentId.optional(),
    creditCode: Uscc.optional(),
    name: z.string().trim().min(1).max(100),
  })
  .refine(subject => Boolean(subject.idNumber) !== Boolean(subject.creditCode), {
    path: ['idNumber'],
    error: '请填写身份证号或统一社会信用代码之一 / give a resident id or a credit code, one of them',
  })
export type Subject = z.infer<typeof Subject>

/** By which fields of registers a subject is found and checked. */
export interface SubjectKey {
  field: 'idNumber' | 'creditCode'
  value: string
  nameField: 'name' | 'companyName'
}

export function keyOf(subject: Subject): SubjectKey {
  return subject.idNumber
    ? { field: 'idNumber', value: subject.idNumber, nameField: 'name' }
    : { field: 'creditCode', value: subject.creditCode ?? '', nameField: 'companyName' }
}

/**
 * Whether two names are the same to a clerk's eye: spaces do not count, nor which of the many dots stands within the name
 * of a minority (`阿依古丽·买买提`).
 */
export function sameName(a: string, b: string): boolean {
  const plain = (name: string) =>
    name
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/[·•‧・∙⋅.]/g, '·')
  return plain(a) === plain(b)
}

/** The jurisdiction that holds a person's data: here, or where the first six digits of the id say (户籍地 at first issue). */
export function holderOf(holder: Holder, here: JurisdictionCode, id: ResidentId): JurisdictionCode {
  return holder === '本地' ? here : JurisdictionCode.parse(id.slice(0, 6))
}
