import type { JurisdictionCode } from '../identifiers/division.ts'
import { type Role, roles } from '../people/roles.ts'
import { type Problem, type ProblemCode, problem } from '../problems/problem.ts'
import { problems } from '../problems/table.ts'
import type { Action, Actor, Body, Digest, Disclosure, Instant } from './action.ts'
import { commitment } from './chain.ts'
import { faultsOf, strayParts } from './faults.ts'
import { moveClocks } from './moves.ts'
import type { Procedure, Refusal, Row, Words } from './procedure.ts'
import type { RecordState } from './state.ts'

/** An attempt at a step, before it becomes an action. `at` is left out where nobody knows yet when it will be taken. */
export interface Attempt {
  verb: string
  actor: Actor
  body: Body
  sealed: Record<string, Digest>
  at?: Instant
}

/**
 * Fold one action. Content that the reader may not see is simply absent from `disclosures`; those given must match
 * their commitments. Pure: no clock, database or token; the same on both sides of a border.
 */
export function apply<Data>(
  procedure: Procedure<Data>,
  state: RecordState<Data> | undefined,
  action: Action,
  disclosures: readonly Disclosure[] = [],
): RecordState<Data> {
  const row = rowOf(procedure, action.verb)
  const data = procedure.evolve(state?.data, action, { ...action.body, ...opened(action, disclosures) })
  const { seats, participants } = procedure.seated(data)
  // Who begins a record takes his seat by its content; only now is it known whether he may.
  if (!state && !seats[row.seat]?.includes(action.actor.jurisdiction)) throw wrongSeat(procedure, row)
  const phase = row.to ?? state?.phase ?? ''
  const next: RecordState<Data> = {
    id: action.record,
    kind: procedure.kind,
    version: procedure.version,
    phase,
    ended: procedure.phases[phase]?.end === true,
    seq: action.seq,
    head: action.hash,
    leader: state?.leader ?? action.leader,
    offered: state?.offered,
    seats,
    participants,
    clocks: moveClocks(procedure, row, state?.clocks ?? {}, data, action),
    openedAt: state?.openedAt ?? action.at,
    changedAt: action.at,
    data,
  }
  return passLead(row, next, action)
}

/** Fold a whole list; `disclosuresOf(seq)` gives what this reader holds. */
export function fold<Data>(
  procedure: Procedure<Data>,
  actions: readonly Action[],
  disclosuresOf: (seq: number) => readonly Disclosure[] = () => [],
): RecordState<Data> {
  let state: RecordState<Data> | undefined
  for (const action of actions) state = apply(procedure, state, action, disclosuresOf(action.seq))
  if (!state) throw new RangeError('a record has at least one action')
  return state
}

/** One step as a person sees it: possible now, or why not. */
export interface Choice {
  verb: string
  title: { zh: string; en: string }
  refusal?: Refusal
  document?: string
  ground?: Words
  optional?: true
}

/** The steps open to this actor in this state – what buttons are drawn from, on either side. */
export function available<Data>(
  procedure: Procedure<Data>,
  state: RecordState<Data>,
  actor: Actor,
): Choice[] {
  return procedure.rows
    .filter(row => row.from !== undefined && row.from.length > 0 && mayTake(row, state, actor))
    .map(row => {
      const refusal = row.guard?.(state, { body: {}, actor, sealed: {} })
      const ground = groundIn(procedure, row, state)
      return {
        verb: row.verb,
        title: row.title,
        ...(refusal ? { refusal } : {}),
        ...(row.document ? { document: row.document } : {}),
        ...(ground ? { ground } : {}),
        ...(row.optional ? { optional: row.optional } : {}),
      }
    })
}

/** Whether a step leads out of where it is possible: who has asked for it waits, for twice it can never be. */
export const leadsOut = <Data>({ from, to, lead }: Row<Data>): boolean =>
  lead !== undefined || (to !== undefined && !from?.includes(to))

/**
 * Decide whether an attempt may become the next action; throws the problem that says what to do otherwise.
 * The leader asks it before it appends, the partner before it sends: the very same function.
 */
export function check<Data>(
  procedure: Procedure<Data>,
  state: RecordState<Data> | undefined,
  attempt: Attempt,
): Row<Data> {
  const row = rowOf(procedure, attempt.verb)
  if (state) {
    const refused = whyNot(procedure, row, state, attempt.actor)
    if (refused) throw refused
  } else if (row.from.length > 0 || !holdsRole(row.by, attempt.actor)) {
    throw problem('wrong-phase', { phase: '—', verb: row.title.zh })
  }
  const faults = [...faultsOf(row, attempt.body), ...strayParts(row, attempt.sealed)]
  if (faults.length > 0) throw problem('bad-input', { count: faults.length }, faults)
  const refusal = state && row.guard?.(state, attempt)
  if (refusal) throw refusalProblem(refusal)
  return row
}

/** 依据: what a step stands on in this record. */
export function groundIn<Data>(
  procedure: Procedure<Data>,
  row: Row<Data>,
  { data }: RecordState<Data>,
): Words | undefined {
  if (procedure.ground) return procedure.ground(row, data)
  return row.ground === undefined ? undefined : { zh: row.ground, en: row.ground }
}

/** The row of a verb. Throws `verb-unknown`. */
export function rowOf<Data>(procedure: Procedure<Data>, verb: string): Row<Data> {
  const row = procedure.rows.find(r => r.verb === verb)
  if (!row) throw problem('verb-unknown', { verb })
  return row
}

/** Whether the phase of a record lets a step be taken, whoever takes it; while the lead is offered, only its answer is. */
export function isPossible<Data>(row: Row<Data>, state: RecordState<Data>): boolean {
  const answers = row.lead !== undefined && row.lead !== 'offer'
  return (row.from === '*' ? !state.ended : row.from.includes(state.phase)) && answers === !!state.offered
}

/** What `whyNot` asks, without the words for it. */
function mayTake<Data>(row: Row<Data>, state: RecordState<Data>, actor: Actor): boolean {
  return isPossible(row, state) && holdsRole(row.by, actor) && isSeated(row, state, actor)
}

function whyNot<Data>(
  procedure: Procedure<Data>,
  row: Row<Data>,
  state: RecordState<Data>,
  actor: Actor,
): Problem | undefined {
  const phase = state.offered ? '主办移交中' : (procedure.phases[state.phase]?.zh ?? state.phase)
  if (!isPossible(row, state)) return problem('wrong-phase', { phase, verb: row.title.zh })
  if (!holdsRole(row.by, actor))
    return problem('wrong-role', { verb: row.title.zh, roles: row.by.map(r => roles[r].zh).join('、') })
  return isSeated(row, state, actor) ? undefined : wrongSeat(procedure, row)
}

/**
 * The lead is offered and taken back by who has it, and answered by whom it is offered to. A node acts by itself where it
 * leads: another's word that a time is over, or that a certificate was made, is nothing that a person answers for.
 */
function isSeated<Data>(row: Row<Data>, state: RecordState<Data>, { jurisdiction, kind }: Actor): boolean {
  const { lead, seat } = row
  if (lead === 'take' || lead === 'decline') return state.offered?.to === jurisdiction
  if ((lead || kind === 'system') && state.leader !== jurisdiction) return false
  return state.seats[seat]?.includes(jurisdiction) ?? false
}

function wrongSeat<Data>(procedure: Procedure<Data>, row: Row<Data>): Problem {
  return problem('wrong-seat', { verb: row.title.zh, seat: procedure.seats[row.seat]?.zh ?? row.seat })
}

function holdsRole(by: readonly Role[], actor: Actor): boolean {
  return by.some(role => actor.roles.includes(role))
}

function refusalProblem(refusal: Refusal): Problem {
  if (typeof refusal === 'string' && refusal in problems) return problem(refusal as ProblemCode)
  return problem('guard-failed', {
    reason: typeof refusal === 'string' ? refusal : `${refusal.zh} ${refusal.en}`,
  })
}

function opened(action: Action, disclosures: readonly Disclosure[]): Record<string, unknown> {
  const open: Record<string, unknown> = {}
  for (const d of disclosures) {
    if (action.sealed[d.name] !== commitment(d))
      throw problem('chain-broken', {
        seq: action.seq,
        reason: `“${d.name}”与其摘要不符 / does not match its commitment`,
      })
    open[d.name] = d.value
  }
  return open
}

function passLead<Data>(row: Row<Data>, state: RecordState<Data>, action: Action): RecordState<Data> {
  switch (row.lead) {
    case 'offer':
      return { ...state, offered: { to: action.body.to as JurisdictionCode, at: action.at } }
    case 'take':
      return { ...state, leader: action.actor.jurisdiction, offered: undefined }
    case 'decline':
    case 'revoke':
      return { ...state, offered: undefined }
    default:
      return state
  }
}
