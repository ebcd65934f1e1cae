import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Confirmation, Holder, ItemCode, Key, VersionNumber } from './codes.ts'
import { English } from './english.ts'

/** One item of a bundle under its key in this bundle, e.g. `{key:'permit', item:'residence-permit', label:'居住证申领'}`. */
export const BundleItem = z.strictObject({
  key: Key,
  item: ItemCode,
  label: z.string(),
  labelEn: z.string(),
  /** Opened at once; the others wait for an `opens` row. */
  first: z.boolean(),
})

/** 联动: when the item `when.key` reaches the verb, the item `open` begins by itself, with the same form. */
export const BundleOpening = z.strictObject({
  when: z.strictObject({ key: Key, verb: z.literal('grant') }),
  open: Key,
})

/**
 * 证据: what is fetched instead of asked. `asks` tells what an answer leads to: if `field` equals `equals`, the person signs
 * and the task goes to the holder (协办).
 */
export const BundleEvidence = z.strictObject({
  key: Key,
  for: Key,
  resource: Key,
  holder: Holder,
  purpose: z.string(),
  fields: z.array(z.string()).min(1),
  asks: z
    .strictObject({
      field: z.string(),
      equals: z.union([z.string(), z.boolean()]),
      task: Key,
      consent: z.string(),
    })
    .optional(),
})
export type BundleEvidence = z.infer<typeof BundleEvidence>

/** 一件事: several items as one matter with one form (国办发〔2025〕24号). Sub-cases open by events of one another. */
export const Bundle = z.strictObject({
  code: Key,
  version: VersionNumber,
  status: Confirmation,
  name: z.string(),
  nameEn: z.string(),
  jurisdiction: JurisdictionCode,
  summary: z.string(),
  /** Minutes at the window aimed at, and what the same took before. */
  minutes: z.strictObject({ target: z.int().positive(), before: z.int().positive() }),
  items: z.array(BundleItem).min(2),
  form: Key,
  opens: z.array(BundleOpening),
  evidence: z.array(BundleEvidence),
  en: English.optional(),
})
export type Bundle = z.infer<typeof Bundle>
