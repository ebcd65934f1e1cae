import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actorOf,
  type Chronicle,
  chronicle,
  hexian,
  pukou,
  reordered,
} from '../../../test/support/chronicle.ts'
import {
  type Contents,
  incidentContents,
  permitContents,
  receiving,
  reporting,
} from '../../../test/support/steps.ts'
import { lastRun } from '../clocks/events.ts'
import { Problem } from '../problems/problem.ts'
import { problems } from '../problems/table.ts'
import type { Actor, Body } from '../records/action.ts'
import { checkLink, digest } from '../records/chain.ts'
import { check, fold, isPossible } from '../records/engine.ts'
import { spelledOut } from '../records/faults.ts'
import type { Procedure, Refusal, Row } from '../records/procedure.ts'
import type { RecordState } from '../records/state.ts'
import { procedures } from './all.ts'
import { incident } from './incident/incident.ts'
import { permit } from './permit/permit.ts'

/** Random walks through a procedure: at every step, something that the engine allows is done. */
interface Walked {
  procedure: Procedure
  contents: Contents<unknown>
  begin(border: boolean): Chronicle<unknown>
}

const walked: Record<string, Walked> = {
  permit: {
    procedure: permit as Procedure,
    contents: permitContents as Contents<unknown>,
    begin(border) {
      const deciding = border ? hexian : pukou
      const c = chronicle(permit, { deciding })
      const parts = { applicant: { name: '演示甲', idNumber: 'demo' }, form: { purpose: 'work' } }
      const documents = [{ code: 'photo', by: 'later', until: '2026-03-25' }]
      c.take('receive', actorOf(pukou, 'clerk'), receiving({ deciding, documents }), { parts })
      return c as Chronicle<unknown>
    },
  },
  incident: {
    procedure: incident as Procedure,
    contents: incidentContents as Contents<unknown>,
    begin(border) {
      const c = chronicle(incident)
      const here = { jurisdiction: pukou, concerned: [pukou], reporter: { kind: 'anonymous' } }
      const parts = { contact: { phone: 'demo' }, description: '桥下有人倾倒垃圾。' }
      c.take('report', actorOf(pukou, 'duty'), reporting(border ? {} : here), { parts })
      return c as Chronicle<unknown>
    },
  },
}

const hour = 3_600_000
const walk = fc.record({
  border: fc.boolean(),
  steps: fc.array(
    fc.record({
      pick: fc.nat(997),
      /** Whether any step will do, or only those that the procedure waits for. */
      any: fc.boolean(),
      after: fc.constantFrom(0, 60_000, hour, 20 * hour, 96 * hour),
    }),
    { minLength: 10, maxLength: 40 },
  ),
})

/** Everybody who could take the step, of both sides. */
function actorsFor(row: Row<unknown>, state: RecordState): Actor[] {
  const { unit } = state.data as { unit?: { department: string } }
  const department = unit?.department ?? 'public-security'
  return row.by.flatMap(role => [pukou, hexian].map(j => actorOf(j, role, { department })))
}

function allows(procedure: Procedure, state: RecordState, attempt: Parameters<typeof check>[2]): boolean {
  try {
    check(procedure, state, attempt)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

/**
 * Take one allowed step, if there is one, rather one that is not `known`. What `check` allows, `apply` must be able to do.
 */
function stepOn(
  { procedure, contents }: Walked,
  c: Chronicle<unknown>,
  { pick, any, after }: { pick: number; any: boolean; after: number },
  known: ReadonlySet<string> = new Set(),
): string | undefined {
  const { state } = c
  // Ends are taken one time in five, or most walks would be short.
  const goesOn = (row: Row<unknown>) => !row.to || !procedure.phases[row.to]?.end || pick % 5 === 0
  const rows = procedure.rows.filter(row => isPossible(row, state) && (any || !row.optional) && goesOn(row))
  const from = pick % Math.max(1, rows.length)
  const inTurn = [...rows.slice(from), ...rows.slice(0, from)]
  const rank = (row: Row<unknown>) => Number(known.has(row.verb))
  for (const row of inTurn.sort((a, b) => rank(a) - rank(b))) {
    const given = (contents[row.verb]?.(state) ?? {}) as Body
    const body = spelledOut(procedure, row.verb, given)
    // As a partner's node sees it, who holds it against the schema anew.
    const arrived = structuredClone(body)
    const actor = actorsFor(row, state).find(a =>
      allows(procedure, state, { verb: row.verb, actor: a, body: arrived, sealed: {} }),
    )
    if (!actor) continue
    c.take(row.verb, actor, body, { at: after })
    return row.verb
  }
  return undefined
}

test('every procedure is walked', () => {
  expect(Object.keys(walked).sort()).toEqual(Object.keys(procedures).sort())
})

describe.each(Object.entries(walked))('any walk through %s', (_kind, kind) => {
  const { procedure } = kind

  test('does what was allowed, keeps its clocks in order, and folds to the same', () => {
    const refusals = new Set<Refusal>()
    fc.assert(
      fc.property(walk, ({ border, steps }) => {
        const c = kind.begin(border)
        for (const step of steps) {
          stepOn(kind, c, step)
          const { state } = c
          expect(procedure.phases).toHaveProperty([state.phase])
          for (const seat of Object.values(state.seats))
            expect(state.participants).toEqual(expect.arrayContaining([...seat]))
          expect(state.participants).toContain(state.leader)
          for (const refusal of refusalsIn(procedure, state)) refusals.add(refusal)
          if (state.ended)
            for (const clock of Object.values(state.clocks))
              expect(lastRun(clock).phase, clock.name).toBe('stopped')
        }
        holdsTogether(procedure, c)
      }),
      { numRuns: 320, seed: 20260310 },
    )
    // Shown beside a step that cannot be taken now: a sentence with nothing left to be filled in.
    for (const refusal of refusals)
      expect(typeof refusal === 'string' ? problems[refusal].zh : refusal.zh).not.toContain('{')
  })

  test('comes to every step of the table', () => {
    const taken = new Set(procedure.rows.filter(r => r.from.length === 0).map(r => r.verb))
    for (const { border, steps } of fc.sample(walk, { numRuns: 320, seed: 20260310 })) {
      if (taken.size === procedure.rows.length) break
      const c = kind.begin(border)
      for (const step of steps) {
        const verb = stepOn(kind, c, step, taken)
        if (verb) taken.add(verb)
      }
    }
    expect([...taken].sort()).toEqual(procedure.rows.map(r => r.verb).sort())
  })
})

/** Why steps cannot be taken that phase and seat would allow. */
function refusalsIn(procedure: Procedure, state: RecordState): Refusal[] {
  const attempt = { body: {}, actor: actorOf(pukou, 'clerk'), sealed: {} }
  return procedure.rows.flatMap(row => row.guard?.(state, attempt) ?? [])
}

/** The chain links; the fold is the sum of its steps, whoever holds the parts, and however a database turns the members. */
function holdsTogether(procedure: Procedure, { actions, parts, state }: Chronicle<unknown>): void {
  const disclosures = (seq: number) => parts.get(seq) ?? []
  expect(digest(fold(procedure, actions, disclosures))).toBe(digest(state))
  expect(digest(fold(procedure, reordered(actions), disclosures))).toBe(digest(state))
  expect(digest(reordered(state))).toBe(digest(state))
  for (const action of actions)
    expect(() => checkLink(actions[action.seq - 1], reordered(action))).not.toThrow()
  // Who holds no personal part sees the same course of things.
  const blind = fold(procedure, actions)
  expect({ ...blind, data: undefined }).toEqual({ ...state, data: undefined })
}
