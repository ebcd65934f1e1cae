import { z } from 'zod'
import { Agreement } from '../catalogue/agreement.ts'
import { momentOf } from '../clocks/moment.ts'
import { JurisdictionCode } from '../identifiers/division.ts'
import { Digest, Instant } from '../records/action.ts'

/** 退出声明: one party leaves; signed by its node as a detached JWS over this form (JCS). */
export const Withdrawal = z.strictObject({
  /** Content hash of the agreement. */
  agreement: Digest,
  by: JurisdictionCode,
  effectiveAt: Instant,
  reason: z.string().trim().min(1).max(500),
  /** When it was declared; the notice is counted from here. */
  at: Instant,
})
export type Withdrawal = z.infer<typeof Withdrawal>

/** Message `agreement.signature`: the document goes along, so that the partner need not have it yet. */
export const SignatureMessage = z.strictObject({ document: Agreement, signature: z.string().max(2000) })

/** Message `agreement.withdrawal`. */
export const WithdrawalMessage = z.strictObject({ withdrawal: Withdrawal, signature: z.string().max(2000) })

/** An agreement as a node holds it: the document, and whose signatures over its hash verify. */
export interface HeldAgreement {
  hash: Digest
  document: Agreement
  signedBy: readonly JurisdictionCode[]
  withdrawal?: Pick<Withdrawal, 'by' | 'effectiveAt'> | undefined
}

/** Where an agreement stands at an instant, whatever newer versions say. Only `in-force` allows anything. */
export type Standing = 'unsigned' | 'not-begun' | 'in-force' | 'withdrawn' | 'expired'

/** Agreements count their dates in China's one time zone; the first and the last day both belong to them. */
export const agreementDate = (at: Instant): string => momentOf(at, 'Asia/Shanghai').date

/**
 * 续办: the instant at which a question is held against what ended. Where the agreement says that running cases are
 * finished, that is the beginning of the case – nothing that ended later touches it –, else the instant of the question.
 */
export function countedAt(
  document: Pick<Agreement, 'withdrawal'>,
  at: Instant,
  begun: Instant = at,
): Instant {
  return document.withdrawal.runningCases === 'finish' ? begun : at
}

/** Where an agreement stands. `begun`: when the running case began; see `countedAt`. */
export function standingOf(
  { document, signedBy, withdrawal }: HeldAgreement,
  at: Instant,
  begun: Instant = at,
): Standing {
  if (!document.parties.every(party => signedBy.includes(party))) return 'unsigned'
  const counted = countedAt(document, at, begun)
  if (withdrawal && withdrawal.effectiveAt <= counted) return 'withdrawn'
  if (agreementDate(at) < document.validFrom) return 'not-begun'
  return agreementDate(counted) <= document.validTo ? 'in-force' : 'expired'
}

/**
 * The agreements that count at an instant: of one number, the newest version that was signed by all and has begun, even
 * if it has ended since – an older text does not come back to life. A running case keeps, beside it, the version under
 * which it began, where that one finishes its cases; unless the parties left a newer one at once (`return`), which ends all
 * that goes by its number.
 */
export function currentAgreements<A extends HeldAgreement>(
  held: readonly A[],
  at: Instant,
  begun: Instant = at,
): A[] {
  const ends = (newer: HeldAgreement, older: HeldAgreement) =>
    newer.document.number === older.document.number &&
    newer.document.version > older.document.version &&
    (hasBegun(newer, countedAt(older.document, at, begun)) || stopped(newer, at))
  return held.filter(older => !held.some(newer => ends(newer, older)))
}

function hasBegun(agreement: HeldAgreement, at: Instant): boolean {
  return !['unsigned', 'not-begun'].includes(standingOf(agreement, at))
}

function stopped(agreement: HeldAgreement, at: Instant): boolean {
  return agreement.document.withdrawal.runningCases === 'return' && standingOf(agreement, at) === 'withdrawn'
}

/**
 * 签署在途: the agreements as `by` will hold them once every signature that others still owe has arrived. What somebody else
 * did may rest on one that is still on its way; a text that `by` did not sign itself nobody can hold as signed by all.
 */
export function onceSigned<A extends HeldAgreement>(held: readonly A[], by: JurisdictionCode): A[] {
  return held.map(agreement =>
    agreement.signedBy.includes(by) ? { ...agreement, signedBy: agreement.document.parties } : agreement,
  )
}

/** The earliest day on which a withdrawal declared at `at` may take effect: the notice in calendar days. */
export function earliestWithdrawal(document: Pick<Agreement, 'withdrawal'>, at: Instant): Instant {
  const notice = document.withdrawal.noticeDays * 86_400_000
  return Instant.parse(new Date(Date.parse(at) + notice).toISOString())
}
