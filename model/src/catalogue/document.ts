import { z } from 'zod'
import { CertificateType } from '../identifiers/certificate-id.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Holder, Key, Pointer } from './codes.ts'

/** 材料必要性: 必要, 非必要 (asked only in the case described), 容缺 (may follow later, on a promise). */
export const Necessity = z.enum(['必要', '非必要', '容缺'])

/** 来源渠道 of a document. */
export const DocumentSource = z.enum(['申请人自备', '政府核发', '其他'])

/**
 * What on the form asks for a document: a value, e.g. `{path:'/ground/kind', equals:'employment'}`, or a division that lies
 * outside a jurisdiction, e.g. `{path:'/household/division', outside:'320111'}` for 非本地户籍.
 */
export const NeededWhen = z.union([
  z.strictObject({ path: Pointer, equals: z.union([z.string(), z.boolean()]) }),
  z.strictObject({ path: Pointer, outside: JurisdictionCode }),
])
export type NeededWhen = z.infer<typeof NeededWhen>

/**
 * 申请材料: one document of an item (实施清单 materials: is_need, source_type, accept_stand, by_law).
 * What government already holds may not be asked for (国令716号 第7条): `certificateType` or `resource` then replaces
 * the paper, and the counter shows 免提交.
 */
export const ItemDocument = z.strictObject({
  code: Key,
  name: z.string(),
  nameEn: z.string(),
  /** 材料形式. */
  formats: z.array(z.enum(['纸质', '电子'])).min(1),
  original: z.enum(['原件', '复印件', '原件核验']),
  copies: z.int().nonnegative(),
  needed: Necessity,
  /** When only some applicants need it: the condition on the form, and the sentence for people. */
  neededWhen: z.strictObject({ text: z.string(), any: z.array(NeededWhen).min(1) }).optional(),
  source: DocumentSource,
  issuer: z.string().optional(),
  /** 免提交: nobody brings it; it comes from a certificate or a data resource. */
  exempt: z.boolean(),
  /** The electronic licence that replaces it. */
  certificateType: CertificateType.optional(),
  /** The data resource that replaces it, and whose node is asked. */
  resource: z.strictObject({ code: Key, holder: Holder }).optional(),
  /** 告知承诺: when a written declaration may replace it; absent where it may not. */
  declaration: z.string().optional(),
  /** 受理标准: what the clerk holds it against. */
  standard: z.string(),
  /** 示例: what a right one says. */
  example: z.string().optional(),
  basis: z.string().optional(),
})
export type ItemDocument = z.infer<typeof ItemDocument>
