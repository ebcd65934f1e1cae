import { describe, expect, test } from 'vitest'
import { actorOf, chronicle, hexian, pukou } from '../../../test/support/chronicle.ts'
import { receiving, reporting } from '../../../test/support/steps.ts'
import { type Role, roles } from '../people/roles.ts'
import { Problem, type ProblemCode } from '../problems/problem.ts'
import { procedures } from '../procedures/all.ts'
import { incident } from '../procedures/incident/incident.ts'
import { permit } from '../procedures/permit/permit.ts'
import type { Actor, Body } from './action.ts'
import { type Attempt, available, check } from './engine.ts'
import type { Procedure, Row } from './procedure.ts'
import type { RecordState } from './state.ts'

/** A record of each kind just begun: its data serve every phase that the tests put it in. */
const begun: Record<string, RecordState> = {
  permit: (() => {
    const c = chronicle(permit)
    c.take('receive', actorOf(pukou, 'clerk'), receiving())
    return c.state as RecordState
  })(),
  incident: (() => {
    const c = chronicle(incident)
    c.take('report', actorOf(pukou, 'duty'), reporting())
    return c.state as RecordState
  })(),
}

/** Each seat at a jurisdiction of its own, so that it is seen which one counts; `leader` leads. */
const leader = '100000'
const places = (procedure: Procedure) =>
  Object.fromEntries(Object.keys(procedure.seats).map((seat, i) => [seat, `20000${i}`]))

function put(procedure: Procedure, phase: string, offeredTo?: string): RecordState {
  const seats: object = Object.fromEntries(
    Object.entries(places(procedure)).map(([seat, j]) => [seat, [j, leader]]),
  )
  const state = begun[procedure.kind] as RecordState
  return {
    ...state,
    phase,
    ended: procedure.phases[phase]?.end === true,
    leader: leader as RecordState['leader'],
    seats: seats as RecordState['seats'],
    ...(offeredTo ? { offered: { to: offeredTo as RecordState['leader'], at: state.changedAt } } : {}),
  }
}

function refusalOf(attempt: () => unknown): ProblemCode | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

const attempt = (verb: string, actor: Actor): Attempt => ({ verb, actor, body: {}, sealed: {} })
const wrong = (code: ProblemCode | undefined) =>
  code === 'wrong-phase' || code === 'wrong-role' || code === 'wrong-seat' ? code : undefined

/** What the table says, told a second time and differently: by sets, without the engine. */
function expected(row: Row<unknown>, state: RecordState, role: Role, jurisdiction: string) {
  const inPhase = row.from === '*' ? !state.ended : row.from.includes(state.phase)
  const answers = ['take', 'decline', 'revoke'].includes(row.lead ?? '')
  if (!inPhase || answers !== (state.offered !== undefined)) return 'wrong-phase'
  if (!row.by.includes(role)) return 'wrong-role'
  const seated =
    row.lead === 'take' || row.lead === 'decline'
      ? jurisdiction === state.offered?.to
      : row.lead || role === 'system'
        ? jurisdiction === leader
        : state.seats[row.seat]?.includes(jurisdiction as never)
  return seated ? undefined : 'wrong-seat'
}

describe.each(Object.values(procedures).map(p => [p.kind, p] as const))('%s', (_kind, procedure) => {
  const jurisdictions = [...Object.values(places(procedure)), leader, '300000']
  const states = Object.keys(procedure.phases).flatMap(phase => [
    put(procedure, phase),
    put(procedure, phase, '300000'),
  ])
  const actors = (Object.keys(roles) as Role[]).flatMap(role => jurisdictions.map(j => actorOf(j, role)))
  const rows = procedure.rows.filter(r => r.from.length > 0)

  test('takes each step in its phases, by its posts, from its seat – and in no other', () => {
    for (const state of states)
      for (const row of rows)
        for (const actor of actors) {
          const code = wrong(refusalOf(() => check(procedure, state, attempt(row.verb, actor))))
          const told = `${row.verb} in ${state.phase} by ${actor.roles[0]} of ${actor.jurisdiction}`
          expect(code, told).toBe(expected(row, state, actor.roles[0] as Role, actor.jurisdiction))
        }
  })

  test('offers as choices exactly what it would not refuse for phase, post or seat', () => {
    for (const state of states)
      for (const actor of actors) {
        const choices = available(procedure, state, actor).map(c => c.verb)
        const possible = rows
          .filter(row => !wrong(refusalOf(() => check(procedure, state, attempt(row.verb, actor)))))
          .map(r => r.verb)
        expect(choices).toEqual(possible)
      }
  })

  test('begins with its opening step only, and only once', () => {
    const actor = { ...actorOf(pukou, 'clerk'), roles: Object.keys(roles) as Role[] }
    for (const row of procedure.rows) {
      const code = refusalOf(() => check(procedure, undefined, attempt(row.verb, actor)))
      expect(code, row.verb).toBe(row.from.length === 0 ? 'bad-input' : 'wrong-phase')
    }
    const opening = procedure.rows.find(r => r.from.length === 0)?.verb ?? ''
    for (const state of states)
      expect(refusalOf(() => check(procedure, state, attempt(opening, actor)))).toBe('wrong-phase')
  })

  test('knows no other verbs', () => {
    const state = begun[procedure.kind]
    const actor = actorOf(pukou, 'system')
    expect(refusalOf(() => check(procedure, state, attempt('delete', actor)))).toBe('verb-unknown')
  })
})

describe('the content of a step', () => {
  const received = begun.permit
  const tryBody = (body: object, sealed = {}) =>
    refusalOf(() =>
      check(permit as Procedure, received, {
        verb: 'return',
        actor: actorOf(pukou, 'clerk'),
        body: body as Body,
        sealed,
      }),
    )

  test('is what its row takes, and nothing beside', () => {
    expect(tryBody({ reason: '材料不属本事项。' })).toBeUndefined()
    expect(tryBody({})).toBe('bad-input')
    expect(tryBody({ reason: '材料不属本事项。', more: 1 })).toBe('bad-input')
    expect(tryBody({ reason: '材料不属本事项。' }, { applicant: 'ab'.repeat(32) })).toBe('bad-input')
  })

  test('has one spelling, and only characters that every node can keep', () => {
    expect(tryBody({ reason: ' 材料不属本事项。' })).toBe('bad-input')
    expect(tryBody({ reason: '材料\u0000不属本事项。' })).toBe('bad-input')
    expect(tryBody({ reason: '材料\ud800不属本事项。' })).toBe('bad-input')
  })

  test('names every wrong place by a JSON Pointer', () => {
    const errors = (() => {
      try {
        check(permit as Procedure, undefined, {
          verb: 'receive',
          actor: actorOf(pukou, 'clerk'),
          body: receiving({ documents: [{ code: 'ID', by: 'paper' }] }) as unknown as Body,
          sealed: {},
        })
        return []
      } catch (error) {
        return (error as Problem).errors
      }
    })()
    expect(errors.map(e => e.pointer)).toEqual(['/documents/0/code'])
  })

  test('puts who begins a record in the seat of the beginning, or refuses it', () => {
    const c = chronicle(permit)
    expect(
      refusalOf(() => c.take('receive', actorOf(hexian, 'clerk'), receiving({ receiving: pukou }))),
    ).toBe('wrong-seat')
  })
})
