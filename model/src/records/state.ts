import type { Clock } from '../clocks/clock.ts'
import type { JurisdictionCode } from '../identifiers/division.ts'
import type { RecordId } from '../identifiers/record-id.ts'
import type { Digest, Instant } from './action.ts'

/** What the actions of a record amount to: a pure fold, the same on every node that holds them. */
export interface RecordState<Data = unknown> {
  id: RecordId
  kind: string
  /** The version of the procedure under which the record began, and goes on. */
  version: number
  phase: string
  ended: boolean
  seq: number
  head: Digest
  leader: JurisdictionCode
  /** To whom the lead is offered and not yet taken. */
  offered?: { to: JurisdictionCode; at: Instant } | undefined
  seats: Record<string, readonly JurisdictionCode[]>
  participants: readonly JurisdictionCode[]
  clocks: Record<string, Clock>
  openedAt: Instant
  changedAt: Instant
  data: Data
}
