import { z } from 'zod'
import { Limit } from '../clocks/limits.ts'
import { CertificateType } from '../identifiers/certificate-id.ts'
import { Key } from './codes.ts'

/** 结果类型. */
export const ResultKind = z.enum(['证照', '批文', '证明', '登记', '其他'])

/** 送达方式. */
export const DeliveryWay = z.enum(['窗口领取', '邮寄', '电子送达'])
export type DeliveryWay = z.infer<typeof DeliveryWay>

/** 结果样本: what the result will look like, line by line, with invented content. */
export const ResultSample = z.strictObject({
  title: z.string(),
  lines: z.array(z.strictObject({ label: z.string(), value: z.string() })).min(1),
})

/** 审批结果 (result_name, result_type, sample of the 实施清单). */
export const ItemResult = z.strictObject({
  code: Key,
  name: z.string(),
  nameEn: z.string(),
  kind: ResultKind,
  certificateType: CertificateType.optional(),
  carriers: z.array(z.enum(['纸质', '电子'])).min(1),
  delivery: z.array(DeliveryWay).min(1),
  /** How long it is good for, in words, and the renewal that an office reminds of. */
  validity: z.string().optional(),
  /** Time before its end at which renewal opens. */
  renewalOpens: Limit.optional(),
  sample: ResultSample.optional(),
})
export type ItemResult = z.infer<typeof ItemResult>
