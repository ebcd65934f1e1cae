import { z } from 'zod'
import { DivisionCode, Key } from '../../catalogue/codes.ts'
import { Limit } from '../../clocks/limits.ts'
import { JurisdictionCode } from '../../identifiers/division.ts'
import { RecordId } from '../../identifiers/record-id.ts'
import { Digest, Instant } from '../../records/action.ts'

const Reason = z.string().trim().min(2).max(1000)
const Basis = z.string().trim().min(2).max(300)
const Note = z.string().trim().max(1000).optional()

/** 类别: one class of the national table (GB/T 30428 大类-小类), border matters and hotline orders among them. */
export const EventClass = z.string().regex(/^(事件|部件|边界专题|热线)-\d{2}-\d{2}$/)

/** 证据: a file by id and digest; its bytes are sealed beside the record. */
export const Evidence = z.strictObject({
  id: z.uuid(),
  sha256: Digest,
  kind: z.enum(['photo', 'video', 'document', 'sample']),
  takenAt: Instant.optional(),
})
export type Evidence = z.infer<typeof Evidence>

const Proof = z.array(Evidence).min(1).max(30)

/** 地点: WGS 84 longitude and latitude in degrees, and by how many metres the position may be wrong. */
export const Place = z.strictObject({
  division: DivisionCode,
  point: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(),
  error: z.number().min(0).max(50_000).optional(),
})
export type Place = z.infer<typeof Place>

/** 处置单位: a department of one of the jurisdictions. */
export const Unit = z.strictObject({ jurisdiction: JurisdictionCode, department: Key })
export type Unit = z.infer<typeof Unit>

/**
 * 时限 of the class as it stood when the record began: pledges of the offices, in a unit that the class chooses. The two
 * levels of handling and the extension count in one unit, for they lengthen one another.
 */
export const IncidentLimits = z.strictObject({
  /** 先行处置: the first receiver secures the place, whosever it is. */
  securing: Limit,
  /** 派遣: from filing, and again from a return, until a unit has it. */
  dispatch: Limit,
  handling: z
    .strictObject({ first: Limit, second: Limit, extension: Limit.nullable() })
    .refine(
      ({ first, second, extension }) =>
        first.unit === second.unit && (!extension || extension.unit === first.unit),
      '两级处置与延期须用同一计时单位 / both levels and the extension count in one unit',
    ),
  /** 核查: from the feedback until the incident is closed or sent back. */
  check: Limit,
})
export type IncidentLimits = z.infer<typeof IncidentLimits>

/** 报告人: only that there is one, pseudonymously; who it is stands sealed. */
export const Reporter = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), subject: z.string().min(1).max(80) }),
  z.strictObject({ kind: z.literal('anonymous') }),
  z.strictObject({ kind: z.literal('official') }),
])
export type Reporter = z.infer<typeof Reporter>

export const Report = z
  .strictObject({
    channel: z.enum(['12345', '110', 'field', 'patrol', 'petition', 'public', 'partner']),
    class: EventClass,
    place: Place,
    receiving: JurisdictionCode,
    /** 管辖: on whose ground it is; `unsettled` where the point and its error meet the border (插花地). */
    jurisdiction: z.union([JurisdictionCode, z.literal('unsettled')]),
    /** 相关各方: who answer for it together; they hold the record from the beginning and agree to its closing. */
    concerned: z.array(JurisdictionCode).min(1).max(6),
    limits: IncidentLimits,
    reporter: Reporter,
    evidence: z.array(Evidence).max(30),
    /** The step of another record that opened this one, where one did. */
    openedBy: z.strictObject({ record: RecordId, seq: z.int(), hash: Digest }).optional(),
  })
  .refine(r => r.concerned.includes(r.receiving), { path: ['concerned'], error: '首接地应为相关方' })
  .refine(r => r.jurisdiction === 'unsettled' || r.concerned.includes(r.jurisdiction), {
    path: ['concerned'],
    error: '管辖地应为相关方',
  })
  .refine(r => r.jurisdiction !== 'unsettled' || r.concerned.length > 1, {
    path: ['concerned'],
    error: '管辖未定的，相关方至少两方',
  })

/** 退单理由: one of these, with the reason in words. */
export const ReturnGround = z.enum(['not-our-duty', 'not-our-ground', 'cannot-be-found'])

/** 中止计时的正当事由: only what nobody at the unit can hasten. */
export const PauseGround = z.enum(['testing', 'survey', 'legal-procedure', 'severe-weather'])

/** 报告人意见: resolved or not, in whose words; or that nobody answered, however often one tried. */
const Word = z.discriminatedUnion('word', [
  z.strictObject({ word: z.literal('resolved'), way: z.enum(['self', 'phone', 'visit']) }),
  z.strictObject({ word: z.literal('unresolved'), way: z.enum(['self', 'phone', 'visit']) }),
  z.strictObject({
    word: z.literal('unreachable'),
    way: z.enum(['phone', 'visit']),
    attempts: z.int().min(2).max(99),
  }),
])

// biome-ignore format: one line a step
export const bodies = {
  report: Report,
  add: z.strictObject({ evidence: z.array(Evidence).max(30) }),
  secure: z.strictObject({ measures: Reason, evidence: Proof }),
  share: z.strictObject({ to: JurisdictionCode, tier: z.enum(['view', 'assist']), reason: Reason }),
  link: z.strictObject({ kind: z.enum(['duplicate', 'related', 'series']), record: RecordId }),
  merge: z.strictObject({ into: RecordId, reason: Reason }),
  unmerge: z.strictObject({ reason: Reason }),
  file: z.strictObject({ reclassified: z.strictObject({ class: EventClass, limits: IncidentLimits }).optional(), note: Note }),
  dismiss: z.strictObject({ reason: Reason, basis: Basis }),
  settle: z.strictObject({ jurisdiction: JurisdictionCode, basis: Basis, evidence: z.array(Evidence).max(30) }),
  offer: z.strictObject({ to: JurisdictionCode, reason: Reason }),
  take: z.strictObject({ note: Note }),
  decline: z.strictObject({ reason: Reason }),
  revoke: z.strictObject({ reason: Reason }),
  dispatch: z.strictObject({ unit: Unit, backstop: Unit, note: Note }),
  return: z.strictObject({ ground: ReturnGround, reason: Reason }),
  refer: z.strictObject({ ground: ReturnGround, reason: Reason }),
  arbitrate: z.strictObject({ unit: Unit, basis: Basis, reason: Reason }),
  escalate: z.strictObject({ note: Note }),
  accept: z.strictObject({ note: Note }),
  suspend: z.strictObject({ ground: PauseGround, basis: Basis, reason: Reason }),
  resume: z.strictObject({ note: Note }),
  extend: z.strictObject({ by: Limit, reason: Reason }),
  urge: z.strictObject({ clock: z.enum(['securing', 'dispatch', 'handling', 'check']) }),
  'feed-back': z.strictObject({ result: Reason, evidence: Proof }),
  check: z.strictObject({ done: z.boolean(), way: z.enum(['on-site', 'remote']), evidence: Proof, note: Note }),
  hear: Word,
  agree: z.strictObject({ note: Note }),
  rework: z.strictObject({ reason: Reason }),
  close: z.strictObject({ note: Note }),
  evaluate: z.strictObject({ grade: z.enum(['A', 'B', 'C', 'D']), note: Note }),
  rate: z.strictObject({ grade: z.int().min(1).max(5) }),
  reopen: z.strictObject({ reason: Reason, report: RecordId.optional() }),
} satisfies Record<string, z.ZodType>

export type Verb = keyof typeof bodies
export type BodyOf<V extends Verb> = z.infer<(typeof bodies)[V]>
