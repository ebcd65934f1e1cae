import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { RecordId } from '../identifiers/record-id.ts'
import { Role } from '../people/roles.ts'
import { Json } from './json.ts'

/** SHA-256 in lower-case hexadecimal, 64 characters. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Digest')
export type Digest = z.infer<typeof Digest>

/** An instant in UTC with milliseconds, `2026-03-02T01:30:00.000Z`: one spelling, because it is hashed. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .refine(text => !Number.isNaN(Date.parse(text)), 'no such day or time')
  .brand('Instant')
export type Instant = z.infer<typeof Instant>

/** A unique id that the asking side makes, so that the same wish sent twice has one effect (UUID v7). */
export const CommandId = z.uuid().brand('CommandId')
export type CommandId = z.infer<typeof CommandId>

/**
 * Who acts, as his own jurisdiction vouches for him. `subject` is pseudonymous: staff by account, applicants by
 * tracking code; a resident id never stands here, for this part of a record is open to all participants. An applicant
 * and the system hold their own role and no post, staff hold posts and neither of the two: what each of them may do
 * without an agreement hangs on it.
 */
export const Actor = z
  .object({
    kind: z.enum(['staff', 'applicant', 'system']),
    jurisdiction: JurisdictionCode,
    subject: z.string().min(1).max(80),
    /** The name that stands on documents; staff only. */
    name: z.string().max(40).optional(),
    roles: z.array(Role).min(1).max(12),
    /** Department code (部门) and station (站点) the person works for now. */
    department: z.string().max(40).optional(),
    station: z.string().max(40).optional(),
  })
  .refine(
    ({ kind, roles }) =>
      kind === 'staff'
        ? !roles.some(role => role === 'applicant' || role === 'system' || role === 'resident')
        : roles.every(role => role === kind),
    { path: ['roles'], error: '身份与岗位不符 / roles that this kind of actor does not hold' },
  )
export type Actor = z.infer<typeof Actor>

/** Any JSON object; what it must hold, the procedure's row says. */
export const Body = z.record(z.string(), Json)
export type Body = z.infer<typeof Body>

/**
 * Personal data never stand in the chain: the action holds a salted digest of each part, and the part itself
 * travels beside it as a disclosure, encrypted at rest, given only to those who need it, erasable when its time is
 * over – and the chain still verifies. (The idea of SD-JWT, RFC 9901, applied to a ledger.)
 */
export const Disclosure = z.object({
  name: z.string().max(60),
  salt: z.string().min(16).max(44),
  value: Json,
})
export type Disclosure = z.infer<typeof Disclosure>

/** A wish signed by the node of the person who has it; what the leader appends carries it along as proof. */
export const CommandProof = z.object({ at: Instant, signature: z.string() })
export type CommandProof = z.infer<typeof CommandProof>

/** What a signed command says. A leader's own staff make the same thing, without the signature. */
export const Command = z.object({
  id: CommandId,
  record: RecordId,
  verb: z.string().max(40),
  actor: Actor,
  body: Body,
  sealed: z.record(z.string(), Digest),
})
export type Command = z.infer<typeof Command>

/** The place of a step in its record, from 0. Thirty-two bits, as PostgreSQL keeps it. */
export const Seq = z.int32().min(0)

/** One step of a record. `hash` covers all but itself and the signature; `prev` ties it to the step before. */
export const Action = Command.omit({ id: true }).extend({
  seq: Seq,
  at: Instant,
  /** The jurisdiction that led the record and appended this step. Its node's key made `signature`. */
  leader: JurisdictionCode,
  command: CommandId,
  /** Present where another node than the leader's asked. */
  proof: CommandProof.optional(),
  prev: Digest.nullable(),
  hash: Digest,
  /** Detached JWS (RFC 7515 appendix F) over the JCS form of everything but `hash` and `signature`. */
  signature: z.string(),
})
export type Action = z.infer<typeof Action>
export type UnsignedAction = Omit<Action, 'hash' | 'signature'>
