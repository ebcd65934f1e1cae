import { z } from 'zod'
import { Confirmation, Key } from './codes.ts'
import { English } from './english.ts'

/** 信息项: one field of a data resource. Sealed fields are personal data and leave only under a purpose. */
export const ResourceField = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  label: z.string(),
  labelEn: z.string(),
  type: z.enum(['string', 'date', 'boolean', 'integer']),
  sealed: z.boolean(),
  /** A code that people know by a name: `division` is GB/T 2260 or the 12 digits of a community. */
  format: z.enum(['division']).optional(),
  /** Codes that this field may hold, by their names. */
  choices: z.array(z.strictObject({ value: z.string(), name: z.string(), nameEn: z.string() })).optional(),
})
export type ResourceField = z.infer<typeof ResourceField>

/**
 * 政务信息资源: one entry of the catalogue of data resources, with the core metadata of GB/T 21063 (name, provider,
 * abstract, format, share type/condition/mode, update cycle, code). 政务数据共享条例 (国令809): one catalogue, sharing
 * attribute, purpose. A query gives `key` and gets at most `fields`.
 */
export const DataResource = z.strictObject({
  code: Key,
  name: z.string(),
  nameEn: z.string(),
  abstract: z.string(),
  department: Key,
  status: Confirmation,
  format: z.enum(['接口', '库表', '文件']),
  /** 共享属性. */
  shareType: z.enum(['无条件共享', '有条件共享', '不予共享']),
  shareCondition: z.string().optional(),
  updateCycle: z.enum(['实时', '每日', '每周', '每月', '每年']),
  /** Field of the row that a query is made by. */
  key: z.string(),
  fields: z.array(ResourceField).min(1),
  purposes: z.array(z.string()).min(1),
  basis: z.string(),
  en: English.optional(),
})
export type DataResource = z.infer<typeof DataResource>

/** `resources.json` of a jurisdiction. */
export const ResourceCatalogue = z.array(DataResource)
