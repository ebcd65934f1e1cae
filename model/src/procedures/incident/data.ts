import type { Limit } from '../../clocks/limits.ts'
import type { JurisdictionCode } from '../../identifiers/division.ts'
import type { Actor, Instant } from '../../records/action.ts'
import type { BodyOf, Evidence, IncidentLimits, Place, Reporter, Unit } from './bodies.ts'

/** Who reported, to be called back. Sealed. */
export interface Contact {
  name?: string | undefined
  phone?: string | undefined
}

/** What the actions of an incident amount to. */
export interface IncidentData {
  channel: BodyOf<'report'>['channel']
  class: string
  place: Place
  receiving: JurisdictionCode
  /** 主办: whose centre is in charge. It may pass from one to the other. */
  lead: JurisdictionCode
  jurisdiction: JurisdictionCode | 'unsettled'
  concerned: JurisdictionCode[]
  /** Everyone who was ever told: history is not taken away again. */
  involved: JurisdictionCode[]
  /** 管辖意见: what each side holds; the last of each counts. */
  positions: { by: JurisdictionCode; holds: JurisdictionCode; basis: string; at: Instant }[]
  limits: IncidentLimits
  reporter: Reporter
  contact?: Contact | undefined
  /** What happened, in words. Sealed. */
  description?: string | undefined
  trackingCode?: string | undefined
  evidence: (Evidence & { step: string; at: Instant })[]
  reportedAt: Instant
  secured?: { measures: string; at: Instant; by: Actor } | undefined
  /** 一级为主，二级兜底: who works on it now, and who takes over when the first level's time is over. */
  level: 1 | 2
  unit?: Unit | undefined
  backstop?: Unit | undefined
  returns: { unit: Unit; ground: BodyOf<'return'>['ground']; reason: string; at: Instant }[]
  arbitrated?: { basis: string; at: Instant; by: Actor } | undefined
  suspension?: { ground: BodyOf<'suspend'>['ground']; at: Instant } | undefined
  extended?: { by: Limit; reason: string; at: Instant } | undefined
  /** Clocks that ran out and of which somebody was told; each once a run. */
  urged: IncidentClock[]
  feedback?: { result: string; at: Instant; by: Actor } | undefined
  /** 核查 since the last feedback, oldest first. */
  checks: { done: boolean; way: 'on-site' | 'remote'; at: Instant; by: Actor }[]
  /** 报告人意见 since the last feedback. */
  word?: { word: 'resolved' | 'unresolved' | 'unreachable'; way: string; at: Instant } | undefined
  /** Sides that agreed to the closing since the last feedback. */
  agreed: JurisdictionCode[]
  reworks: number
  closedAt?: Instant | undefined
  /** 同一事件链: every time it came back, with the report that said so. */
  reopenings: { reason: string; report?: string; at: Instant }[]
  links: { kind: 'duplicate' | 'related' | 'series' | 'merged-into'; record: string }[]
  evaluation?: { grade: 'A' | 'B' | 'C' | 'D'; at: Instant } | undefined
  rating?: { grade: number; at: Instant } | undefined
}

export type IncidentClock = 'securing' | 'dispatch' | 'handling' | 'check'
