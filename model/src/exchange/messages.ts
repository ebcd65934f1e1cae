import { z } from 'zod'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Problem, type ProblemCode, problem } from '../problems/problem.ts'
import { problems } from '../problems/table.ts'
import { Digest, Instant } from '../records/action.ts'

/** JWS types: a text signed for one purpose never passes for another. */
export const messageTyp = 'lianqiao-message+jws'
export const queryTyp = 'lianqiao-query+jws'
export const receiptTyp = 'lianqiao-receipt+jws'
export const answerTyp = 'lianqiao-answer+jws'

/** Largest message in bytes of its canonical form, and deepest nesting. In base64url with signature it stays below 4 MB. */
export const messageLimits = { maxBytes: 3_000_000, maxDepth: 64 }

/** 报文: what a node says to another, or asks it. Its type says which body it has. */
export const Envelope = z
  .strictObject({
    id: z.uuid(),
    from: JurisdictionCode,
    to: JurisdictionCode,
    type: z.string().max(60),
    /** When it was written; it may be sent much later. */
    at: Instant,
    /** The record it is about: messages about one record arrive in their order. */
    record: z.string().max(80).exactOptional(),
    /** For queries: the clause, consent or duty on which it is asked, as the asking side names it. No personal data. */
    basis: z.string().max(200).exactOptional(),
    body: z.unknown(),
  })
  .refine(envelope => envelope.body !== undefined, { path: ['body'] })
export type Envelope = z.infer<typeof Envelope>

/** A partner who sends thousands of faults is told of some. */
const mostErrors = 500

/** A problem as it travels: code and parameters, so that each side tells it in its reader's language. */
export const WireProblem = z.strictObject({
  code: z.string().max(60),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  errors: z.array(z.strictObject({ pointer: z.string(), zh: z.string(), en: z.string() })).max(mostErrors),
})
export type WireProblem = z.infer<typeof WireProblem>

/** 回执: a verdict on one message, signed and final. `sha256` is of the message's signed bytes. */
export const Receipt = z.strictObject({
  id: z.uuid(),
  from: JurisdictionCode,
  to: JurisdictionCode,
  sha256: Digest,
  state: z.enum(['processed', 'rejected']),
  problem: WireProblem.exactOptional(),
  at: Instant,
})
export type Receipt = z.infer<typeof Receipt>

/** The answer to a query, bound to its bytes. */
export const Answer = z.strictObject({
  id: z.uuid(),
  from: JurisdictionCode,
  to: JurisdictionCode,
  sha256: Digest,
  state: z.enum(['answered', 'refused']),
  result: z.unknown(),
  problem: WireProblem.exactOptional(),
  at: Instant,
})
export type Answer = z.infer<typeof Answer>

/** Answer of the query `ledger.head`: the records shared by the two sides, as one side holds them. */
export const LedgerHead = z.strictObject({
  records: z.int().min(0),
  actions: z.int().min(0),
  /** RFC 6962 tree hash over the records by their numbers. */
  root: Digest,
  at: Instant,
})
export type LedgerHead = z.infer<typeof LedgerHead>

export function toWire({ code, params, errors }: Problem): WireProblem {
  return { code, params, errors: errors.slice(0, mostErrors) }
}

/** The problem again. A code that only a newer partner knows becomes `message-invalid` naming it. */
export function fromWire({ code, params, errors }: WireProblem): Problem {
  // Not `in`: a partner's `constructor` is no code of ours.
  return Object.hasOwn(problems, code)
    ? new Problem(code as ProblemCode, params, errors)
    : problem('message-invalid', { reason: code })
}
