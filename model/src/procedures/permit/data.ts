import type { Limit } from '../../clocks/limits.ts'
import type { JurisdictionCode } from '../../identifiers/division.ts'
import type { Actor, Instant } from '../../records/action.ts'
import type { Authority } from './authority.ts'
import type {
  BodyOf,
  CheckedPoint,
  ItemSnapshot,
  NamedFile,
  ProvidedDocument,
  UsedEvidence,
} from './bodies.ts'

/** A task asked of another jurisdiction in a case (协办). */
export interface Request {
  id: string
  to: JurisdictionCode
  task: string
  /** Department of the asked jurisdiction that does the work. */
  department: string
  name: string
  limit: Limit
  /** 授权书: what the person signed, scanned. */
  authority?: NamedFile[] | undefined
  askedAt: Instant
  /** How often it was urged after its time was over. */
  escalations: number
  cancelled?: true
  answer?: { answer: string; done: boolean; reason?: string; at: Instant; by: Actor }
}

/** Personal data of the applicant: sealed, so absent where this reader holds no disclosure. */
export interface Applicant {
  name: string
  idNumber: string
  phone?: string | undefined
}

/** What items of the same bundle that open later will need of the first receipt. */
export interface Later {
  documents: ProvidedDocument[]
  evidence: UsedEvidence[]
  /** Answers of registers, by pull id. */
  answers: Record<string, Record<string, unknown>>
  /** Tasks that the person has signed for. */
  tasks: string[]
  /** Review points that the clerk went through for all items of the bundle. */
  checked?: CheckedPoint[] | undefined
}

/** What the actions of a permit amount to. */
export interface PermitData {
  matter: string
  part?: { bundle: string; key: string } | undefined
  openedBy?: { record: string; seq: number; hash: string } | undefined
  item: ItemSnapshot
  receiving: JurisdictionCode
  deciding: JurisdictionCode
  station?: string | undefined
  mode: BodyOf<'receive'>['mode']
  applicantSubject: string
  applicant?: Applicant | undefined
  form?: Record<string, unknown> | undefined
  trackingCode?: string | undefined
  /** Answers of registers, by pull id. */
  evidenceContent?: Record<string, Record<string, unknown>> | undefined
  /** Sealed; for the node that opens the next item. */
  later?: Later | undefined
  /** What the person agreed to, and the tasks signed for. Sealed. */
  consent?: { text: string; tasks: string[]; authorities?: Authority[] | undefined } | undefined
  documents: ProvidedDocument[]
  /** What the clerk went through at 收件. */
  checked?: CheckedPoint[] | undefined
  /** 容缺: of which documents the applicant was reminded when their day had passed, the last time `at`. */
  reminded?: { documents: string[]; at: Instant } | undefined
  evidence: UsedEvidence[]
  delivery: { way: BodyOf<'deliver'>['way']; address?: string }
  receivedAt: Instant
  receivedBy: Actor
  /** When the deciding side took over what another side had received; its law clocks count from then. */
  takenAt?: Instant | undefined
  correction?:
    | { points: BodyOf<'require-correction'>['points']; at: Instant; answeredAt?: Instant }
    | undefined
  acceptedAt?: Instant | undefined
  deemed?: true | undefined
  suspension?: { procedure: string; at: Instant } | undefined
  extended?: { by: Limit; reason: string; at: Instant } | undefined
  requests: Request[]
  decision?: { granted: boolean; number: string; reason?: string; at: Instant; by: Actor } | undefined
  refusal?: { reason: string; returnOn?: string; at: Instant } | undefined
  certificate?: { id: string; type: string; digest: string; at: Instant } | undefined
  delivered?: { way: BodyOf<'deliver'>['way']; postNumber?: string; at: Instant } | undefined
  rating?: { grade: number; at: Instant } | undefined
}

export type PermitClock = 'transfer' | 'acceptance' | 'correction' | 'decision' | 'delivery' | 'asked'
