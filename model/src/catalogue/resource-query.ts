import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Instant } from '../records/action.ts'
import { ItemCode, Key } from './codes.ts'
import type { DataResource } from './resource.ts'
import { Subject } from './subject.ts'

/** 申请人同意: which text the applicant was shown, and when he said yes to it (个人信息保护法 14, 政务数据共享条例). */
export const Consent = z.strictObject({
  text: z.string().min(1).max(80),
  given: z.boolean(),
  by: z.literal('applicant'),
  at: Instant,
})
export type Consent = z.infer<typeof Consent>

const FieldName = z.string().max(40)

/** What one node asks another's register: whose row, which fields, for what, and who asks. */
export const ResourceQuery = z.strictObject({
  resource: Key,
  subject: Subject,
  purpose: z.string().min(1).max(60),
  item: ItemCode,
  fields: z.array(FieldName).min(1).max(60),
  consent: Consent.optional(),
  /** 使用单位, as the person concerned reads it; never an officer's name. */
  organ: z.string().min(1).max(60),
})
export type ResourceQuery = z.infer<typeof ResourceQuery>

export const AnsweredField = z.strictObject({
  name: FieldName,
  label: z.string(),
  labelEn: z.string(),
  value: z.union([z.string(), z.boolean(), z.number(), z.null()]),
})
export type AnsweredField = z.infer<typeof AnsweredField>

/**
 * What a register says. Its digest stands in the open part of a record; the random `salt` keeps anyone from finding a
 * short answer (“insured: yes”) by trying out.
 */
export const ResourceAnswer = z.strictObject({
  resource: Key,
  provider: JurisdictionCode,
  at: Instant,
  fields: z.array(AnsweredField),
  salt: z.string().min(20).max(60),
})
export type ResourceAnswer = z.infer<typeof ResourceAnswer>

/** The fields of a row that were asked and are allowed, in the order of the resource. No other path leads out of a row. */
export function answeredFields(
  resource: Pick<DataResource, 'fields'>,
  row: Readonly<Record<string, AnsweredField['value'] | undefined>>,
  { asked, allowed }: { asked: readonly string[]; allowed: readonly string[] },
): AnsweredField[] {
  return resource.fields
    .filter(({ name }) => asked.includes(name) && allowed.includes(name))
    .map(({ name, label, labelEn }) => ({ name, label, labelEn, value: row[name] ?? null }))
}
