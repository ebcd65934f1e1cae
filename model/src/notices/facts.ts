import { z } from 'zod'
import { ItemKind } from '../catalogue/item.ts'
import { DeliveryWay } from '../catalogue/result.ts'
import { CertificateId } from '../identifiers/certificate-id.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { ResidentId } from '../identifiers/resident-id.ts'
import { TrackingCode } from '../identifiers/tracking-code.ts'
import { ProvidedDocument } from '../procedures/permit/bodies.ts'
import type { NoticeKind } from './kinds.ts'
import { NoticeLimit } from './until.ts'

const Line = z.string().trim().min(1).max(300)
const Prose = z.string().trim().min(1).max(1000)

/** An id of which the birth date is hidden; the full number never gets into a document that people carry about. */
export const MaskedId = z
  .string()
  .regex(/^[0-9A-Z]{2,6}\*{4,}[0-9A-Z]{2,4}$/, '证件号码须遮盖 / the id must be masked')

/** An office as documents name it: `和县医疗保障局`. */
const Office = z.strictObject({ jurisdiction: JurisdictionCode, name: Line })

/** A document that was handed over or fetched, with how many. */
export const DocumentLine = z.strictObject({
  name: Line,
  copies: z.int().nonnegative(),
  by: ProvidedDocument.shape.by,
  originalSeen: z.boolean(),
  /** 容缺: the last day to supply it. */
  until: z.iso.date().optional(),
})
export type DocumentLine = z.infer<typeof DocumentLine>

const Limits = z.strictObject({ promised: NoticeLimit.optional(), statutory: NoticeLimit.optional() })

/** 救济途径: whom a decision that burdens is brought before (行政复议法 第二十条; 行政诉讼法 第四十六条). */
const Remedies = z.strictObject({ review: Line, court: Line })

/** What every document says. */
const Common = z.strictObject({
  record: RecordId,
  /** 文号, of `documentNumber`. */
  number: Line,
  item: z.strictObject({ code: z.string(), name: Line, kind: ItemKind }),
  applicant: z.strictObject({ name: Line, id: MaskedId.optional() }),
  /** 收件地 and 属地: the same office where nobody receives for another. */
  receiving: Office,
  deciding: Office,
  /** 落款日期, local. */
  date: z.iso.date(),
  /** 依据: what the step stands on for an item of this kind (`groundOf`). */
  basis: Prose.optional(),
  /** 经办人; absent where the system took the step. */
  handler: Line.optional(),
  /** 查询码, and the page that it opens. */
  tracking: z.strictObject({ code: TrackingCode, url: z.url() }).optional(),
  enquiries: Line,
  complaints: Line,
})
export type CommonFacts = z.infer<typeof Common>

/** One line of a certificate's face. */
export const FaceLine = z.strictObject({ label: Line, value: Line })
export type FaceLine = z.infer<typeof FaceLine>

/** The facts of each kind of document: all that is printed, and nothing that is not. */
export const noticeFacts = {
  receipt: Common.extend({
    documents: z.array(DocumentLine).max(60),
    receivedOn: z.iso.date(),
    transfer: NoticeLimit.optional(),
    acceptance: NoticeLimit.optional(),
  }),
  'return-notice': Common.extend({ reason: Prose, documents: z.array(DocumentLine).max(60) }),
  'correction-notice': Common.extend({
    /** All points at once (行政许可法 第三十二条): the document meant, where there is one, and what to do. */
    points: z
      .array(z.strictObject({ document: Line.optional(), text: Prose }))
      .min(1)
      .max(30),
    correction: NoticeLimit,
  }),
  'supply-reminder': Common.extend({
    /** What was to follow (容缺), the day that was told on the receipt, and whether an office was asked for it by letter. */
    documents: z
      .array(z.strictObject({ document: Line, until: z.iso.date(), letter: z.boolean() }))
      .min(1)
      .max(60),
  }),
  'acceptance-notice': Common.extend({
    receivedOn: z.iso.date(),
    acceptedOn: z.iso.date(),
    /** 视为受理: nobody asked for corrections in time. */
    deemed: z.boolean(),
    documents: z.array(DocumentLine).max(60),
    decision: Limits,
  }),
  'collection-voucher': Common.extend({
    acceptedOn: z.iso.date(),
    result: Line,
    ways: z.array(DeliveryWay).min(1),
    place: Line,
    decision: Limits,
  }),
  'refusal-notice': Common.extend({
    reason: Prose,
    /** The rule that the officer names, beside what the step stands on. */
    law: Line.optional(),
    /** When the conditions will be met, so that nobody comes in vain again. */
    returnOn: z.iso.date().optional(),
    remedies: Remedies,
  }),
  /** From office to office: without the full number nobody can look the person up. No tracking code: it is the person's. */
  'verification-letter': Common.omit({ tracking: true }).extend({
    to: Line,
    subject: z.strictObject({ name: Line, idNumber: ResidentId }),
    document: Line,
    register: Line,
    fields: z.array(Line).max(30),
    purpose: Line,
  }),
  'special-procedure-notice': Common.extend({ procedure: Line, reason: Prose, since: z.iso.date() }),
  'extension-notice': Common.extend({ by: NoticeLimit.shape.limit, reason: Prose, decision: Limits }),
  decision: Common.extend({
    appliedOn: z.iso.date(),
    /** 送达期限, counted from the decision. */
    delivery: NoticeLimit.shape.limit,
    opinion: Prose.optional(),
    result: Line.optional(),
    validity: Line.optional(),
  }),
  denial: Common.extend({ appliedOn: z.iso.date(), reason: Prose, law: Line, remedies: Remedies }),
  'delivery-receipt': Common.extend({
    delivered: z
      .array(z.strictObject({ name: Line, number: Line, copies: z.int().positive() }))
      .min(1)
      .max(20),
    way: DeliveryWay,
    postNumber: z.string().optional(),
    recipient: Line,
    deliveredOn: z.iso.date(),
  }),
  'termination-notice': Common.extend({ cause: z.enum(['withdrawn', 'lapsed']), reason: Prose.optional() }),
  annulment: Common.extend({
    reason: Prose,
    law: Line,
    certificate: CertificateId.optional(),
    remedies: Remedies,
  }),
  certificate: z.strictObject({
    title: Line,
    id: CertificateId,
    lines: z.array(FaceLine).min(1).max(30),
    issuer: Line,
    issuedOn: z.iso.date(),
    validUntil: z.iso.date().optional(),
    /** What the holder must know, e.g. 签注. */
    remarks: z.array(Prose).max(6),
    verification: z.strictObject({ code: TrackingCode, url: z.url() }),
  }),
} satisfies Record<NoticeKind, z.ZodType>

/** The facts of one kind. */
export type NoticeFacts<Kind extends NoticeKind = NoticeKind> = z.infer<(typeof noticeFacts)[Kind]>
/** The facts of every kind but the certificate's print, which is no letter to anybody. */
export type LetterKind = Exclude<NoticeKind, 'certificate'>
