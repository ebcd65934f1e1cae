import { randomUUID } from 'node:crypto'
import { JurisdictionCode } from '../../model/src/identifiers/division.ts'
import { makeRecordId, type RecordId } from '../../model/src/identifiers/record-id.ts'
import type { Role } from '../../model/src/people/roles.ts'
import type {
  Action,
  Actor,
  Body,
  CommandId,
  Digest,
  Disclosure,
  Instant,
  UnsignedAction,
} from '../../model/src/records/action.ts'
import { commitment, digest } from '../../model/src/records/chain.ts'
import { apply, check } from '../../model/src/records/engine.ts'
import { spelledOut } from '../../model/src/records/faults.ts'
import type { Procedure } from '../../model/src/records/procedure.ts'
import type { RecordState } from '../../model/src/records/state.ts'
import { tuesdayMorning } from './clock.ts'

export const pukou = JurisdictionCode.parse('320111')
export const hexian = JurisdictionCode.parse('340523')

/** Somebody of a jurisdiction who holds a post; the department matters to some steps. */
export function actorOf(jurisdiction: string, role: Role, more: Partial<Actor> = {}): Actor {
  const kind = role === 'applicant' || role === 'system' ? role : 'staff'
  const subject = kind === 'staff' ? `${role}-${jurisdiction}` : kind
  return { kind, jurisdiction: JurisdictionCode.parse(jurisdiction), subject, roles: [role], ...more }
}

/** A record that grows in memory, step by step, as a leader would append it; signatures are left to tests with keys. */
export interface Chronicle<Data> {
  readonly actions: readonly Action[]
  readonly parts: ReadonlyMap<number, readonly Disclosure[]>
  readonly state: RecordState<Data>
  /** Take a step; refused as the engine refuses it. `at`: an instant, or milliseconds after the last step (default a minute). */
  take(verb: string, actor: Actor, body?: object, more?: { at?: string | number; parts?: object }): Action
}

export function chronicle<Data, Clock extends string>(
  procedure: Procedure<Data, Clock>,
  options: { receiving?: string; deciding?: string; start?: string } = {},
): Chronicle<Data> {
  const { receiving = pukou, deciding = pukou, start = tuesdayMorning } = options
  const record = recordId(receiving, deciding)
  const actions: Action[] = []
  const parts = new Map<number, Disclosure[]>()
  let state: RecordState<Data> | undefined
  return {
    actions,
    parts,
    get state() {
      if (!state) throw new Error('nothing happened yet')
      return state
    },
    take(verb, actor, given = {}, more = {}) {
      const at = instant(more.at ?? 60_000, state?.changedAt ?? start, state === undefined)
      const disclosures = Object.entries(more.parts ?? {}).map(([name, value]) => disclosure(name, value))
      const sealed = Object.fromEntries(disclosures.map(d => [d.name, commitment(d)]))
      const body = spelledOut(procedure as Procedure, verb, given as Body)
      check(procedure as Procedure<Data>, state, { verb, actor, body, sealed, at })
      const leader = state?.leader ?? actor.jurisdiction
      const link = { seq: actions.length, prev: actions.at(-1)?.hash ?? null }
      const action = hashed({
        ...{ record, verb, at, leader, actor, body, sealed },
        ...{ command: randomUUID() as CommandId, ...link },
        ...(actor.jurisdiction === leader ? {} : { proof: { at, signature: 'asked' } }),
      })
      state = apply(procedure as Procedure<Data>, state, action, disclosures)
      actions.push(action)
      if (disclosures.length > 0) parts.set(action.seq, disclosures)
      return action
    },
  }
}

/** The action with its own hash, and a signature that no test with keys would believe. */
export function hashed(unsigned: UnsignedAction): Action {
  return { ...unsigned, hash: digest(unsigned), signature: 'signed' }
}

export function disclosure(name: string, value: unknown): Disclosure {
  return { name, salt: randomUUID(), value: value as Disclosure['value'] }
}

export function recordId(receiving: string, deciding: string, serial = 1): RecordId {
  const code = (text: string) => JurisdictionCode.parse(text)
  return makeRecordId({
    receiving: code(receiving),
    deciding: code(deciding),
    date: '2026-03-10',
    serial,
  })
}

/** What a database does to JSON: members come back in another order. */
export function reordered<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reordered) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(JSON.parse(JSON.stringify(value)))
      .reverse()
      .map(([key, part]) => [key, reordered(part)]),
  ) as T
}

export const someDigest = 'ab'.repeat(32) as Digest

function instant(at: string | number, last: string, first: boolean): Instant {
  if (typeof at === 'string') return at as Instant
  return new Date(Date.parse(last) + (first ? 0 : at)).toISOString() as Instant
}
