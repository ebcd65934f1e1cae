import { z } from 'zod'
import { ItemCode } from '../catalogue/codes.ts'
import { ItemKind } from '../catalogue/item.ts'
import { DeliveryWay } from '../catalogue/result.ts'
import { Limit, Unit } from '../clocks/limits.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { TrackingCode } from '../identifiers/tracking-code.ts'
import { CheckedPoint, NamedFile, ProvidedDocument, UsedEvidence } from '../procedures/permit/bodies.ts'
import { Digest, Instant } from '../records/action.ts'
import { Json } from '../records/json.ts'

/** A word or sentence in both languages. */
export const Words = z.object({ zh: z.string(), en: z.string() })

/** One deadline as a screen shows it; the numbers are in the limit's unit. */
const DueView = z.object({
  limit: Limit,
  due: z.union([Instant, z.literal('unknown')]),
  left: z.union([z.number(), z.literal('unknown')]),
  overdue: z.union([z.boolean(), z.literal('unknown')]),
})

/** A clock of a case, read at the moment of the answer. */
export const ClockView = z.object({
  name: z.string(),
  title: Words,
  phase: z.enum(['running', 'paused', 'stopped']),
  startedAt: z.string(),
  stoppedAt: z.string().optional(),
  pausedSince: z.string().optional(),
  pausedFor: z.union([z.number(), z.literal('unknown')]),
  /** Nothing, where the amount is 0. */
  extendedBy: z.object({ unit: Unit, amount: z.number() }),
  promised: DueView.optional(),
  statutory: DueView.optional(),
})
export type ClockView = z.infer<typeof ClockView>

/** 容缺待补: the first day by which something was to follow, local, and whether it is over. No day where none could be told. */
export const AwaitedView = z.object({ until: z.iso.date().optional(), overdue: z.boolean() })
export type AwaitedView = z.infer<typeof AwaitedView>

/** A case as a row of a list. */
export const CaseSummary = z.object({
  id: RecordId,
  item: z.object({ code: ItemCode, name: z.string(), nameEn: z.string() }),
  matter: z.uuid(),
  part: z.object({ bundle: z.string(), key: z.string() }).optional(),
  phase: z.string(),
  phaseWords: Words,
  ended: z.boolean(),
  mode: z.enum(['online', 'received-elsewhere', 'joint', 'here']),
  receiving: JurisdictionCode,
  deciding: JurisdictionCode,
  leader: JurisdictionCode,
  offeredTo: JurisdictionCode.optional(),
  department: z.string(),
  /** Null where the reader sees no personal data. */
  applicantName: z.string().nullable(),
  receivedAt: Instant,
  changedAt: Instant,
  /** The clocks that run or stand still now. */
  clocks: z.array(ClockView),
  /** While what was to follow is waited for: not after the decision. */
  awaited: AwaitedView.optional(),
  openRequests: z.int(),
})
export type CaseSummary = z.infer<typeof CaseSummary>

/** A step as the timeline shows it. */
export const TimelineStep = z.object({
  seq: z.int(),
  verb: z.string(),
  title: Words,
  at: Instant,
  jurisdiction: JurisdictionCode,
  leader: JurisdictionCode,
  by: z.object({
    kind: z.enum(['staff', 'applicant', 'system']),
    name: z.string().optional(),
    department: z.string().optional(),
    station: z.string().optional(),
  }),
  /** Kind of the document that the step makes; `cases.document` answers with it. */
  document: z.string().optional(),
  ground: Words.optional(),
  body: z.record(z.string(), Json),
  hash: Digest,
})
export type TimelineStep = z.infer<typeof TimelineStep>

/** A step open to the reader, or why it is not. */
export const ChoiceView = z.object({
  verb: z.string(),
  title: Words,
  refusal: Words.optional(),
  document: z.string().optional(),
  ground: Words.optional(),
  /** Possible, but nothing that waits to be done. */
  optional: z.literal(true).optional(),
})
export type ChoiceView = z.infer<typeof ChoiceView>

const RequestView = z.object({
  id: z.uuid(),
  to: JurisdictionCode,
  task: z.string(),
  department: z.string(),
  name: z.string(),
  askedAt: Instant,
  escalations: z.int(),
  cancelled: z.boolean(),
  clock: ClockView.optional(),
  /** 授权书: the person's signed authority. */
  authority: z.array(NamedFile).optional(),
  /** What was sent with it, for those who may see personal data. */
  input: z.record(z.string(), Json).optional(),
  answer: z
    .object({
      answer: z.string(),
      done: z.boolean(),
      reason: z.string().optional(),
      at: Instant,
      outcome: z.record(z.string(), Json).optional(),
    })
    .optional(),
})

/** A whole case for those who work on it. */
export const CaseView = z.object({
  summary: CaseSummary,
  /** 事项类型: how its decisions are called. Records of before it was kept do not say. */
  itemKind: ItemKind.optional(),
  seq: z.int(),
  head: Digest,
  participants: z.array(JurisdictionCode),
  station: z.string().optional(),
  itemVersion: z.int(),
  applicant: z.object({ name: z.string(), idNumber: z.string(), phone: z.string().optional() }).nullable(),
  formId: z.string().optional(),
  form: z.record(z.string(), Json).nullable(),
  documents: z.array(ProvidedDocument),
  /** 容缺补交提醒: of which documents the applicant was reminded when their day had passed. */
  reminded: z.object({ documents: z.array(z.string()), at: Instant }).optional(),
  /** 审查要点 as the clerk left them at 收件; absent where the person filed online. */
  checked: z.array(CheckedPoint).optional(),
  evidence: z.array(UsedEvidence.extend({ content: z.record(z.string(), Json).optional() })),
  delivery: z.object({ way: DeliveryWay, address: z.string().optional() }),
  trackingCode: TrackingCode.nullable(),
  correction: z
    .object({
      points: z.array(
        z.object({
          document: z.string().optional(),
          field: z.object({ at: z.string(), title: z.string() }).optional(),
          text: z.string(),
        }),
      ),
      at: Instant,
      answeredAt: Instant.optional(),
    })
    .optional(),
  refusal: z.object({ reason: z.string(), returnOn: z.string().optional() }).optional(),
  decision: z
    .object({ granted: z.boolean(), number: z.string(), reason: z.string().optional(), at: Instant })
    .optional(),
  certificate: z.object({ id: z.string(), type: z.string(), at: Instant }).optional(),
  delivered: z.object({ way: DeliveryWay, postNumber: z.string().optional(), at: Instant }).optional(),
  rating: z.object({ grade: z.int(), at: Instant }).optional(),
  requests: z.array(RequestView),
  clocks: z.array(ClockView),
  timeline: z.array(TimelineStep),
  choices: z.array(ChoiceView),
  /** Commands of this side that the leader has not answered or has refused, or that never reached it. */
  pending: z.array(
    z.object({
      id: z.uuid(),
      verb: z.string(),
      title: Words,
      leader: JurisdictionCode,
      askedAt: Instant,
      state: z.enum(['asked', 'refused', 'undelivered']),
      problem: Words.optional(),
      /** What the leader found wrong, by JSON Pointer: `/form/…` into the form, else into the body. */
      faults: z.array(z.object({ pointer: z.string(), detail: Words })).optional(),
    }),
  ),
  /** Other cases of the same matter. */
  siblings: z.array(z.object({ id: RecordId, name: z.string(), nameEn: z.string(), phaseWords: Words })),
})
export type CaseView = z.infer<typeof CaseView>
