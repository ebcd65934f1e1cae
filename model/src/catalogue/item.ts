import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { BasicItemCode, HandlingCode, ImplementationCode } from '../identifiers/item-code.ts'
import { Confirmation, ItemCode, Key, VersionNumber } from './codes.ts'
import { ItemCondition } from './condition.ts'
import { ItemDocument } from './document.ts'
import { English } from './english.ts'
import { ItemLimits } from './item-limits.ts'
import { ItemResult } from './result.ts'
import { Channels, Fee, FlowStep, SpecialProcedure } from './service.ts'

/** 事项类型 (GB/T 39554.1-2020: the ten kinds of administrative power, and 公共服务). */
export const ItemKind = z.enum([
  '行政许可',
  '行政确认',
  '行政给付',
  '行政裁决',
  '行政奖励',
  '行政征收',
  '行政检查',
  '其他行政权力',
  '公共服务',
])
export type ItemKind = z.infer<typeof ItemKind>

/** 权力来源 (power_source 1–6 of the national data standard, in this order). */
export const PowerSource = z.enum(['法定本级', '上级下放', '上级授权', '同级授权', '上级委托', '同级委托'])

/** 设定依据: law or rule, with the article where known. */
export const LegalBasis = z.strictObject({
  title: z.string(),
  article: z.string().optional(),
  text: z.string().optional(),
})
export type LegalBasis = z.infer<typeof LegalBasis>

/** 审查要点: what the clerk who receives holds the papers against; `document` names the document it is about. */
export const ReviewPoint = z.strictObject({
  key: Key,
  text: z.string(),
  document: Key.optional(),
  /** A point that is not met stops the receipt; otherwise it is written into the list of points for 补正. */
  blocking: z.boolean(),
})
export type ReviewPoint = z.infer<typeof ReviewPoint>

/** A field of the guide that no public source confirms, and why it says what it says. */
export const Unconfirmed = z.strictObject({ path: z.string(), note: z.string() })
export type Unconfirmed = z.infer<typeof Unconfirmed>

/**
 * 实施清单: one frozen version of one item in one jurisdiction, with the fields of the national implementation list
 * (GB/T 39554.1-2020; names of the data standard in comments). Publishing freezes a version; a case keeps the one it
 * began under.
 */
export const ItemVersion = z.strictObject({
  code: ItemCode,
  version: VersionNumber,
  jurisdiction: JurisdictionCode,
  effectiveFrom: z.iso.date(),
  status: Confirmation,
  unconfirmed: z.array(Unconfirmed),
  /** catalog_code */
  basicCode: BasicItemCode.optional(),
  /** task_code */
  taskCode: ImplementationCode.optional(),
  handleItemCode: HandlingCode.optional(),
  /** Number in the national list shipped as `jurisdictions/national/items.csv`. */
  nationalNo: z.int().positive().optional(),
  /** task_name */
  name: z.string(),
  nameEn: z.string(),
  /** What a person who does not know the name would say; search looks here too. */
  alsoKnownAs: z.array(z.string()),
  kind: ItemKind,
  /** 服务对象 */
  objects: z.array(z.enum(['个人', '企业'])).min(1),
  /** project_type. 即办件 is decided on the spot, 承诺件 within the promised time. */
  projectType: z.enum(['即办件', '承诺件']),
  /** dept_code, dept_name: the organ in whose name it is decided and which is liable. */
  department: z.strictObject({ code: Key, name: z.string() }),
  /** Ministry that leads it nationally. */
  leadDepartment: z.string(),
  /** entrust_name: the organ entrusted, where one is. */
  entrustedTo: z.string().optional(),
  powerSource: PowerSource,
  limits: ItemLimits,
  conditions: z.array(ItemCondition),
  /** Cases in which it is refused (不予受理/不予办理情形). */
  refusals: z.array(z.string()),
  flow: z.array(FlowStep),
  specialProcedures: z.array(SpecialProcedure),
  fee: Fee,
  /** limit_scene_num and its reason: how often a person must come. */
  visits: z.strictObject({ count: z.int().nonnegative(), reason: z.string().optional() }),
  channels: Channels,
  phones: z.strictObject({ consult: z.string(), complaint: z.string() }),
  documents: z.array(ItemDocument),
  results: z.array(ItemResult),
  faq: z.array(z.strictObject({ question: z.string(), answer: z.string() })),
  legalBasis: z.array(LegalBasis).min(1),
  /** Id of the form in `forms/`; its newest version when the case begins is the one kept. */
  form: Key,
  reviewPoints: z.array(ReviewPoint),
  /** What a clerk used to the neighbour's guide must know, e.g. a document that only one side asks for. */
  differences: z.array(z.strictObject({ from: JurisdictionCode, text: z.string() })),
  /** English of all texts above that have none beside them. */
  en: English.optional(),
})
export type ItemVersion = z.infer<typeof ItemVersion>
