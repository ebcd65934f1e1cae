import type { z } from 'zod'
import type { ClockLimits, Limit } from '../clocks/clock.ts'
import type { JurisdictionCode } from '../identifiers/division.ts'
import type { Role } from '../people/roles.ts'
import type { ProblemCode } from '../problems/problem.ts'
import type { Action, Body, Instant } from './action.ts'
import type { RecordState } from './state.ts'

export interface Words {
  zh: string
  en: string
}

/** The four powers that one side may give the other for an item (domain: 襄城–卧龙 model). */
export type Power = 'receive' | 'notify' | 'verify' | 'deliver'

/** `start decision`: what a step does to which clock. */
export type ClockEffect<Clock extends string> = `${'start' | 'pause' | 'resume' | 'extend' | 'stop'} ${Clock}`

/** What a guard answers when the step may not be taken: a problem's code, or a sentence. */
export type Refusal = ProblemCode | Words

/**
 * One row of a procedure: what may follow what, who may do it, which clock it moves, which document it makes, and
 * the law it stands on. Rows are data for the eye: the engine reads them, a lawyer may too.
 */
export interface Row<Data, Clock extends string = string> {
  verb: string
  title: Words
  /** Phases in which the step is possible; `*` = every phase that is not an end. Empty = it begins a record. */
  from: readonly string[] | '*'
  /** The phase after it; left out where the phase stays. */
  to?: string
  /** Which side does it (a seat names one or more jurisdictions in the record's state). */
  seat: string
  by: readonly Role[]
  /** The power a jurisdiction needs from an agreement where it is not the one that decides. */
  power?: Power
  clocks?: readonly ClockEffect<Clock>[]
  document?: string
  /** 依据: what the step stands on, whatever the record is about. */
  ground?: string
  /** The article of the procedure's own law, which `Procedure.ground` cites where that law applies. */
  law?: string
  /** Open content. */
  body: z.ZodType
  /** Names of the parts that hold personal data: content kept as disclosures. */
  sealed?: readonly string[]
  /** A condition over the state, the content and the instant, where they are known already; says why not. Pure. */
  guard?(
    state: RecordState<Data>,
    attempt: Pick<Action, 'body' | 'actor' | 'sealed'> & { at?: Instant },
  ): Refusal | undefined
  /** A step that is possible but that nobody waits for: lists of work and primary buttons pass it over. */
  optional?: true
  /** Passing the lead: `offer` names `body.to`; `take` and `decline` are the offered side's answer; `revoke` takes the offer back. */
  lead?: 'offer' | 'take' | 'decline' | 'revoke'
}

/** When `limit` of `clock` is over, the system takes the step `verb`, unless it has done so already. */
export interface Expiry<Data = unknown, Clock extends string = string> {
  clock: Clock
  limit: 'promised' | 'statutory'
  verb: string
  body?(instance: string): Body
  unless?(data: Data, instance: string): boolean
}

/** When the local day that a record itself names is over, the system takes the step `verb`. */
export interface Dated<Data = unknown> {
  verb: string
  /** `YYYY-MM-DD`; nothing where no day presses any more. */
  day(data: Data): string | undefined
  body(data: Data): Body
}

/** A whole procedure: its phases, rows, and the fold of its own data. */
export interface Procedure<Data = unknown, Clock extends string = string> {
  kind: string
  version: number
  title: Words
  phases: Record<string, Words & { end?: true }>
  seats: Record<string, Words>
  clocks: Record<Clock, Words>
  rows: readonly Row<Data, Clock>[]
  /** The form of each personal part that a row of this procedure takes, by its name. */
  parts: Readonly<Record<string, z.ZodType>>
  /** Jurisdictions of each seat and everyone who gets a replica, from the folded data. */
  seated(data: Data): {
    seats: Record<string, readonly JurisdictionCode[]>
    participants: readonly JurisdictionCode[]
  }
  /** Fold one action into the data. `open` is the content with all disclosures that this reader holds. */
  evolve(data: Data | undefined, action: Action, open: Record<string, unknown>): Data
  /** 依据 of a step in this very record; without it, the row's. */
  ground?(row: Pick<Row<Data>, 'ground' | 'law'>, data: Data): Words | undefined
  /** The limits a clock starts with, from the item under which the record began. */
  limits(data: Data, clock: Clock, action: Action): ClockLimits
  /** By how much `extend` lengthens a clock. */
  extension(data: Data, clock: Clock, action: Action): Limit
  /** The instant from which a clock runs, where it is not the action's own (silence counts from receipt). */
  since?(data: Data, clock: Clock, action: Action): string
  /** Which instance of a clock an action means, where there may be several (one per request): `asked:1`; undefined = all. */
  instance?(clock: Clock, action: Action): string | undefined
  /** Whether a clock is begun at all in this record; all are, where this is left out. */
  starts?(data: Data, clock: Clock): boolean
  /** Whether a participant gets this personal part of a step: least data, decided here and nowhere else. */
  discloses(data: Data, to: JurisdictionCode, action: Action, part: string): boolean
  /** What the leader's node does by itself when a clock has run out. */
  expiries: readonly Expiry<Data, Clock>[]
  /** What it does when a day has passed that was told to somebody. */
  dated?: readonly Dated<Data>[]
}
