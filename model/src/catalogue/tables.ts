import { z } from 'zod'
import { CertificateType } from '../identifiers/certificate-id.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { BasicItemCode, ImplementationCode } from '../identifiers/item-code.ts'
import { Confirmation, DivisionCode, ItemCode, Key } from './codes.ts'
import { ItemKind } from './item.ts'
import { CrossRegionMode } from './service.ts'

/** Rows of the CSV files of a jurisdiction. Every cell is text; an empty cell is the empty string. */

const optional = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal('')])
const listOf = <T extends z.ZodType>(schema: T) =>
  z.string().refine(cell => cell.split(';').every(part => schema.safeParse(part).success))

/** `national/items.csv`: the items of the national lists that a public source confirms (国办发〔2020〕35号, 〔2022〕34号). */
export const NationalItemRow = z.strictObject({
  no: z.string().regex(/^\d+$/),
  code: ItemCode,
  batch: z.string(),
  item: z.string(),
  item_en: z.string(),
  lead_department: z.string(),
  object: z.enum(['个人', '企业', '个人/企业']),
  scene: z.string(),
  mode: listOf(CrossRegionMode),
  confirmed: z.literal('yes'),
})
export type NationalItemRow = z.infer<typeof NationalItemRow>

/**
 * `catalogue.csv`: the item list of a jurisdiction in the shape a county keeps as a spreadsheet. `modes` are joined by
 * `;`. Rows without a file in `items/` are shown in search with their department and place, but cannot be filed here.
 */
export const CatalogueRow = z.strictObject({
  code: ItemCode,
  name: z.string().min(1),
  name_en: z.string(),
  basic_code: optional(BasicItemCode),
  task_code: optional(ImplementationCode),
  national_no: z.string().regex(/^\d*$/),
  kind: ItemKind,
  department: Key,
  object: z.enum(['个人', '企业', '个人/企业']),
  project_type: z.enum(['即办件', '承诺件']),
  modes: listOf(CrossRegionMode),
  status: Confirmation,
})
export type CatalogueRow = z.infer<typeof CatalogueRow>

/** `divisions.csv`: 区划 from county to community (NBS codes of 2023-06-30). */
export const DivisionRow = z.strictObject({
  code: DivisionCode,
  name: z.string(),
  level: z.enum(['county', 'street', 'community']),
  parent: z.union([DivisionCode, JurisdictionCode]),
})
export type DivisionRow = z.infer<typeof DivisionRow>

/** `national/certificate-types.csv`: types of electronic certificate. */
export const CertificateTypeRow = z.strictObject({
  code: CertificateType,
  key: Key,
  name: z.string(),
  name_en: z.string(),
  issuer: z.string(),
  status: Confirmation,
})
export type CertificateTypeRow = z.infer<typeof CertificateTypeRow>

/** `national/event-classes.csv`: classes of events and components (GB/T 30428), of border matters and of hotline orders. */
export const EventClassRow = z.strictObject({
  kind: z.enum(['事件', '部件', '边界专题', '热线']),
  big_code: z.string().regex(/^\d{2}$/),
  big: z.string(),
  small_code_local: z.string().regex(/^\d{2}$/),
  small: z.string(),
  default_owner_type: z.string(),
})
export type EventClassRow = z.infer<typeof EventClassRow>
