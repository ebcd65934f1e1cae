import { z } from 'zod'
import { ItemCode, Key, VersionNumber } from '../../catalogue/codes.ts'
import { ItemKind } from '../../catalogue/item.ts'
import { ItemLimits } from '../../catalogue/item-limits.ts'
import { DeliveryWay } from '../../catalogue/result.ts'
import { Limit } from '../../clocks/limits.ts'
import { JurisdictionCode } from '../../identifiers/division.ts'
import { Digest, Instant } from '../../records/action.ts'

const Reason = z.string().trim().min(2).max(1000)
const Note = z.string().trim().max(1000).optional()

/** A point to correct: of a document of the guide, of a field of the form, or of neither. */
const Point = z.strictObject({
  document: Key.optional(),
  /** JSON Pointer into the form, with the title that the form gives it, so that who has no form can read the point. */
  field: z
    .strictObject({
      at: z
        .string()
        .regex(/^(\/[A-Za-z0-9]+)+$/)
        .max(200),
      title: z.string().min(1).max(100),
    })
    .optional(),
  text: z.string().trim().min(2).max(500),
})

/** A review point (审查要点) of the guide as the clerk left it at 收件: ticked, or noted for the office. */
export const CheckedPoint = z.strictObject({ key: Key, met: z.boolean() })
export type CheckedPoint = z.infer<typeof CheckedPoint>

/** A scan, named by id and digest; the bytes are sealed beside the record. */
export const NamedFile = z.strictObject({ id: z.uuid(), sha256: Digest })
export type NamedFile = z.infer<typeof NamedFile>

/**
 * How a document of the guide was provided. `form`: nobody brings it, it is made from the form, and the applicant signs
 * it with his declaration. `later`: 容缺, it follows `until` that day.
 */
export const ProvidedDocument = z.strictObject({
  code: Key,
  by: z.enum(['form', 'paper', 'scan', 'certificate', 'resource', 'declaration', 'later']),
  files: z.array(NamedFile).max(20).default([]),
  /** The pull that answered instead of paper. */
  evidence: z.uuid().optional(),
  originalSeen: z.boolean().default(false),
  /** 补齐期限: the last day on which what is to follow may be supplied; the node that receives works it out. */
  until: z.iso.date().optional(),
  /** 核验函: its holder is asked by letter, because the register could not be asked. */
  letter: z.strictObject({ resource: Key, to: JurisdictionCode }).optional(),
})
export type ProvidedDocument = z.infer<typeof ProvidedDocument>

/** A pull that the person asked for, and whose answer stands in the sealed part `evidence`. */
export const UsedEvidence = z.strictObject({
  id: z.uuid(),
  resource: Key,
  provider: JurisdictionCode,
  purpose: z.string().max(60),
  pulledAt: Instant,
  /** Digest of the provider's signed answer. */
  answer: Digest,
})
export type UsedEvidence = z.infer<typeof UsedEvidence>

/** The item as it was when the record began: what the fold needs, so that a verifier needs no catalogue. */
export const ItemSnapshot = z.strictObject({
  code: ItemCode,
  version: VersionNumber,
  digest: Digest,
  name: z.string().max(300),
  nameEn: z.string().max(300),
  department: Key,
  /** 事项类型 and 设定依据 in one line: which law a step cites. Records of before they were kept cite no law of their own. */
  kind: ItemKind.optional(),
  basis: z.strictObject({ zh: z.string().max(1000), en: z.string().max(2000) }).optional(),
  limits: ItemLimits,
  /** Type of the certificate that the result is, where it is one. */
  certificateType: z.string().max(60).optional(),
})
export type ItemSnapshot = z.infer<typeof ItemSnapshot>

export const Receive = z.strictObject({
  matter: z.uuid(),
  /** Which part of a bundle this is. */
  part: z.strictObject({ bundle: Key, key: Key }).optional(),
  /** The step of another record that opened this one by itself. */
  openedBy: z.strictObject({ record: z.string().max(80), seq: z.int(), hash: Digest }).optional(),
  item: ItemSnapshot,
  receiving: JurisdictionCode,
  deciding: JurisdictionCode,
  mode: z.enum(['online', 'received-elsewhere', 'joint', 'here']),
  /** Who applies, pseudonymously: the account or the tracking code's digest. */
  subject: z.string().max(80),
  documents: z.array(ProvidedDocument).max(60),
  evidence: z.array(UsedEvidence).max(20),
  delivery: z.strictObject({ way: DeliveryWay }),
  checked: z.array(CheckedPoint).max(60).optional(),
  note: Note,
})

// biome-ignore format: one line a step
export const bodies = {
  receive: Receive,
  verify: z.strictObject({ documents: z.array(Key).min(1).max(60), note: Note }),
  offer: z.strictObject({ to: JurisdictionCode, note: Note }),
  take: z.strictObject({ note: Note }),
  decline: z.strictObject({ reason: Reason }),
  revoke: z.strictObject({ reason: Reason }),
  return: z.strictObject({ reason: Reason }),
  'require-correction': z.strictObject({ points: z.array(Point).min(1).max(30), note: Note }),
  correct: z.strictObject({ documents: z.array(ProvidedDocument).max(60), delivery: z.strictObject({ way: DeliveryWay }).optional(), note: Note }),
  supply: z.strictObject({ documents: z.array(ProvidedDocument).min(1).max(60), note: Note }),
  remind: z.strictObject({ documents: z.array(Key).min(1).max(60) }),
  refuse: z.strictObject({ reason: Reason, basis: z.string().max(300).optional(), returnOn: z.iso.date().optional() }),
  accept: z.strictObject({ note: Note }),
  'deem-accepted': z.strictObject({}),
  review: z.strictObject({ note: Note }),
  suspend: z.strictObject({ procedure: z.string().trim().min(2).max(60), reason: Reason }),
  resume: z.strictObject({ note: Note }),
  extend: z.strictObject({ by: Limit, reason: Reason }),
  ask: z.strictObject({ request: z.uuid(), to: JurisdictionCode, task: Key, department: Key, name: z.string().max(60), limit: Limit, authority: z.array(NamedFile).max(5).optional(), note: Note }),
  answer: z.strictObject({ request: z.uuid(), answer: Key, done: z.boolean(), reason: z.string().trim().max(1000).optional() }),
  escalate: z.strictObject({ request: z.uuid() }),
  'cancel-request': z.strictObject({ request: z.uuid(), reason: Reason }),
  grant: z.strictObject({ number: z.string().max(60), opinion: Note }),
  deny: z.strictObject({ number: z.string().max(60), reason: Reason, basis: z.string().trim().min(2).max(300) }),
  issue: z.strictObject({ certificate: z.string().max(200), type: z.string().max(60), digest: Digest }),
  conclude: z.strictObject({ note: Note }),
  deliver: z.strictObject({ way: DeliveryWay, postNumber: z.string().trim().min(6).max(40).optional(), note: Note }),
  withdraw: z.strictObject({ reason: Reason }),
  lapse: z.strictObject({}),
  annul: z.strictObject({ reason: Reason, basis: z.string().trim().min(2).max(300) }),
  rate: z.strictObject({ grade: z.int().min(1).max(5), points: z.array(Key).max(10).default([]) }),
} satisfies Record<string, z.ZodType>

export type Verb = keyof typeof bodies
export type BodyOf<V extends Verb> = z.infer<(typeof bodies)[V]>
