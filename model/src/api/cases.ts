import { z } from 'zod'
import { ItemCode, Key } from '../catalogue/codes.ts'
import { ItemKind } from '../catalogue/item.ts'
import { DeliveryWay } from '../catalogue/result.ts'
import { Limit, Unit } from '../clocks/limits.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { TrackingCode } from '../identifiers/tracking-code.ts'
import { Authority } from '../procedures/permit/authority.ts'
import { CheckedPoint, NamedFile, ProvidedDocument, UsedEvidence } from '../procedures/permit/bodies.ts'
import { CommandId, Digest, Instant } from '../records/action.ts'
import { endpoint } from './endpoint.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

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
  body: z.record(z.string(), z.json()),
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
  input: z.record(z.string(), z.json()).optional(),
  answer: z
    .object({
      answer: z.string(),
      done: z.boolean(),
      reason: z.string().optional(),
      at: Instant,
      outcome: z.record(z.string(), z.json()).optional(),
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
  form: z.record(z.string(), z.json()).nullable(),
  documents: z.array(ProvidedDocument),
  /** 审查要点 as the clerk left them at 收件; absent where the person filed online. */
  checked: z.array(CheckedPoint).optional(),
  evidence: z.array(UsedEvidence.extend({ content: z.record(z.string(), z.json()).optional() })),
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
  /** Commands of this side that the leader has not answered, or has refused. */
  pending: z.array(
    z.object({
      id: z.uuid(),
      verb: z.string(),
      title: Words,
      leader: JurisdictionCode,
      askedAt: Instant,
      state: z.enum(['asked', 'refused']),
      problem: z.string().optional(),
    }),
  ),
  /** Other cases of the same matter. */
  siblings: z.array(z.object({ id: RecordId, name: z.string(), phaseWords: Words })),
})
export type CaseView = z.infer<typeof CaseView>

export const listCases = endpoint({
  name: 'cases.list',
  summary: 'Cases of the reader, the most urgent first',
  method: 'GET',
  path: '/api/cases',
  permission: 'cases.list',
  query: z.object({
    /** `work`: something is to be done by my post; `all`: everything I may read; `ended`. */
    view: z.enum(['work', 'all', 'ended']).default('work'),
    item: ItemCode.optional(),
    phase: z.string().max(40).optional(),
    /** Received at this instant or later: what came in today. */
    receivedSince: Instant.optional(),
    /** A clock of it has run out. */
    overdue: z.stringbool().optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  output: z.object({ cases: z.array(CaseSummary), next: z.string().nullable() }),
})

/** 任意号码、电话、姓名皆可查: number, tracking code, id, phone or exact name. In the body, for it is personal. */
export const findCases = endpoint({
  name: 'cases.find',
  summary: 'Find cases by any number, phone or name',
  method: 'POST',
  path: '/api/cases/find',
  permission: 'cases.find',
  perMinute: 120,
  body: z.strictObject({ text: z.string().trim().min(2).max(60) }),
  output: z.object({ cases: z.array(CaseSummary) }),
})

export const readCase = endpoint({
  name: 'cases.read',
  summary: 'A whole case',
  method: 'GET',
  path: '/api/cases/:id',
  permission: 'cases.read',
  params: z.object({ id: RecordId }),
  output: CaseView,
})

/**
 * Take a step of the procedure. `body` is what the procedure's row asks (`model/src/procedures/permit/bodies.ts`); what
 * the node knows better (numbers, limits of a request) may be left out and is filled in.
 */
export const actOnCase = endpoint({
  name: 'cases.act',
  summary: 'Take a step on a case',
  method: 'POST',
  path: '/api/cases/:id/actions/:verb',
  permission: 'cases.act',
  params: z.object({ id: RecordId, verb: z.string().max(40) }),
  body: z.strictObject({
    command: CommandId,
    /** The last step the person saw. */
    seen: z.int().min(0),
    body: z.record(z.string(), z.json()).default({}),
    /** Personal parts, by name. */
    parts: z.record(z.string(), z.json()).default({}),
  }),
  output: z.discriminatedUnion('done', [
    z.object({ done: z.literal(true), seq: z.int(), phase: z.string() }),
    /** The other jurisdiction leads and was asked. */
    z.object({ done: z.literal(false), leader: JurisdictionCode }),
  ]),
})

/** The document that a step made (收件告知单, 受理通知书, …) as PDF. */
export const readCaseDocument = endpoint({
  name: 'cases.document',
  summary: 'The document of a step',
  method: 'GET',
  path: '/api/cases/:id/documents/:seq',
  permission: 'cases.read',
  params: z.object({ id: RecordId, seq: z.coerce.number().int().min(0) }),
  query: z.object({
    kind: z.string().max(40).optional(),
    /** Of a document that is made once for each: which of the guide’s (核验函). */
    of: Key.optional(),
  }),
  output: 'file',
})

export const exportCase = endpoint({
  name: 'records.export',
  summary: 'The record as a file that can be verified offline',
  method: 'GET',
  path: '/api/records/:id/export',
  permission: 'records.export',
  params: z.object({ id: RecordId }),
  output: 'file',
})

/** What a window (or a resident online) hands in: one item, or a bundle as one matter with one form. */
export const OpenMatter = z.strictObject({
  command: CommandId,
  /** The jurisdiction that decides. */
  deciding: JurisdictionCode,
  what: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('item'), item: ItemCode }),
    z.strictObject({ kind: z.literal('bundle'), bundle: Key }),
  ]),
  /** The filled-in form; applicant and way of delivery are read from it, so that nothing is typed twice. */
  form: z.record(z.string(), z.json()),
  documents: z.array(ProvidedDocument).max(60),
  /** 审查要点 of all items, as the clerk ticked them or not. */
  checked: z.array(CheckedPoint).max(60).optional(),
  /** Ids of the pulls whose preview the person has confirmed. */
  evidence: z.array(z.uuid()).max(20),
  /** 《服务同意书》: what the person was told and agreed to, and how it was given. */
  consent: z.strictObject({
    text: Key,
    given: z.literal(true),
    by: z.enum(['signature', 'device', 'account']),
    /** Tasks of another jurisdiction that the person signed for, each with its signed paper in `authorities`. */
    tasks: z.array(Key).max(10).default([]),
    authorities: z.array(Authority).max(10).default([]),
  }),
  note: z.string().trim().max(1000).optional(),
})
export type OpenMatter = z.infer<typeof OpenMatter>

export const openMatter = endpoint({
  name: 'matters.open',
  summary: 'Receive an application (收件)',
  method: 'POST',
  path: '/api/matters',
  permission: 'matters.open',
  body: OpenMatter,
  output: z.object({
    matter: z.uuid(),
    trackingCode: TrackingCode,
    cases: z.array(
      z.object({ id: RecordId, item: ItemCode, name: z.string(), phase: z.string(), seq: z.int() }),
    ),
    /** Items that will open by themselves. */
    later: z.array(z.object({ item: ItemCode, label: z.string() })),
  }),
})

/** What the person sees by tracking code, without signing in: no name, no number, no content. */
export const TrackedCase = z.object({
  id: RecordId,
  item: z.object({ code: ItemCode, name: z.string(), nameEn: z.string() }),
  phase: z.string(),
  phaseWords: Words,
  ended: z.boolean(),
  receiving: JurisdictionCode,
  deciding: JurisdictionCode,
  clocks: z.array(ClockView),
  steps: z.array(
    z.object({
      title: Words,
      at: Instant,
      jurisdiction: JurisdictionCode,
      by: z.enum(['staff', 'applicant', 'system']),
    }),
  ),
  correction: z
    .object({ points: z.array(z.string()), due: z.union([Instant, z.literal('unknown')]) })
    .optional(),
  refusal: z.object({ reason: z.string(), returnOn: z.string().optional() }).optional(),
  decision: z.object({ granted: z.boolean(), reason: z.string().optional(), at: Instant }).optional(),
  requests: z.array(
    z.object({ to: JurisdictionCode, name: z.string(), answered: z.boolean(), urged: z.boolean() }),
  ),
  /** Its number. The code by which anybody verifies it shows the holder, and so stands on the certificate alone. */
  certificate: z.object({ id: z.string() }).optional(),
  delivered: z.object({ way: DeliveryWay, postNumber: z.string().optional(), at: Instant }).optional(),
  mayRate: z.boolean(),
  rated: z.int().optional(),
})
export type TrackedCase = z.infer<typeof TrackedCase>

export const track = endpoint({
  name: 'tracking.read',
  summary: 'Where a matter stands, by tracking code',
  method: 'GET',
  path: '/api/track/:code',
  permission: 'public',
  perMinute: 60,
  params: z.object({ code: z.string().max(40) }),
  output: z.object({
    code: TrackingCode,
    cases: z.array(TrackedCase),
    /** Who used which of my data, for what: both provinces. */
    uses: z.array(
      z.object({
        at: Instant,
        organ: z.string(),
        jurisdiction: JurisdictionCode,
        resource: z.string(),
        purpose: z.string(),
      }),
    ),
    jurisdictions: z.record(z.string(), z.string()),
  }),
})

/** 好差评, from the person's own device. A session of staff is refused: there is no staff route to praise. */
export const rateCase = endpoint({
  name: 'tracking.rate',
  summary: 'Rate a service',
  method: 'POST',
  path: '/api/track/:code/cases/:id/rating',
  permission: 'public',
  perMinute: 20,
  params: z.object({ code: z.string().max(40), id: RecordId }),
  body: z.strictObject({
    command: CommandId,
    /** 5 非常满意 … 1 非常不满意 (GB/T 39735). */
    grade: z.int().min(1).max(5),
    points: z.array(Key).max(10).default([]),
    comment: z.string().trim().max(500).optional(),
  }),
  output: z.object({ rated: z.int() }),
})
