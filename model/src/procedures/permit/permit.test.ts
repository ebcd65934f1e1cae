import { describe, expect, test } from 'vitest'
import cn from '../../../../jurisdictions/calendars/cn.json' with { type: 'json' }
import { actorOf, type Chronicle, chronicle, hexian, pukou } from '../../../../test/support/chronicle.ts'
import { permitContents as contents, receiving } from '../../../../test/support/steps.ts'
import { Calendar } from '../../clocks/calendar.ts'
import { readClock } from '../../clocks/clock.ts'
import type { Role } from '../../people/roles.ts'
import { Problem } from '../../problems/problem.ts'
import type { Action } from '../../records/action.ts'
import { available, leadsOut } from '../../records/engine.ts'
import type { PermitData } from './data.ts'
import { permit } from './permit.ts'

const calendar = Calendar.parse(cn)
type Case = Chronicle<PermitData>

/** Received on Tuesday 10 March 2026, 9:00. */
function received(deciding = pukou): Case {
  const c = chronicle(permit, { deciding })
  c.take('receive', actorOf(pukou, 'clerk'), receiving({ deciding }))
  return c
}

/** A step with the content that tests use for it, by a post of 浦口. */
function take(c: Case, verb: string, role: Role, body?: object, at?: string): Action {
  return c.take(verb, actorOf(pukou, role), body ?? contents[verb]?.(c.state), at ? { at } : {})
}

function accepted(): Case {
  const c = received()
  take(c, 'accept', 'acceptor', {}, '2026-03-11T01:00:00.000Z')
  return c
}

const clock = (c: Case, name: string, now = c.state.changedAt) => {
  const found = c.state.clocks[name]
  return found && readClock(found, calendar, now)
}

function refused(attempt: () => unknown): { code: string; reason: string } {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, reason: String(error.params.reason ?? '') }
    throw error
  }
  throw new Error('it was not refused')
}

test('a step that may be asked for again before the first is answered leads nowhere else, and is one of these', () => {
  const again = permit.rows.filter(row => !leadsOut(row)).map(({ verb }) => verb)
  const those = [
    'verify',
    'supply',
    'remind',
    'extend',
    'ask',
    'answer',
    'escalate',
    'cancel-request',
    'rate',
  ]
  expect(again).toEqual(those)
})

describe('受理', () => {
  test('ends the acceptance clock and begins the decision', () => {
    const c = received()
    expect(clock(c, 'acceptance')).toMatchObject({
      phase: 'running',
      statutory: { due: '2026-03-17T16:00:00.000Z' },
    })
    expect(clock(c, 'decision')).toBeUndefined()
    take(c, 'accept', 'acceptor', {}, '2026-03-11T01:00:00.000Z')
    expect(clock(c, 'acceptance')).toMatchObject({ phase: 'stopped', statutory: { overdue: false } })
    // Three working days after Wednesday: Monday 16 March, at 24:00.
    expect(clock(c, 'decision')).toMatchObject({
      phase: 'running',
      promised: { due: '2026-03-16T16:00:00.000Z' },
    })
  })

  test('by silence counts from the day the papers were complete', () => {
    const c = received()
    c.take('deem-accepted', actorOf(pukou, 'system'), {}, { at: '2026-03-17T16:00:00.000Z' })
    expect(c.state.phase).toBe('accepted')
    expect(c.state.data).toMatchObject({ deemed: true, acceptedAt: '2026-03-10T01:00:00.000Z' })
    expect(clock(c, 'decision')?.startedAt).toBe('2026-03-10T01:00:00.000Z')

    const corrected = received()
    take(corrected, 'require-correction', 'acceptor', undefined, '2026-03-11T01:00:00.000Z')
    take(corrected, 'correct', 'clerk', undefined, '2026-03-13T01:00:00.000Z')
    corrected.take('deem-accepted', actorOf(pukou, 'system'), {}, { at: '2026-03-20T16:00:00.000Z' })
    expect(clock(corrected, 'decision')?.startedAt).toBe('2026-03-13T01:00:00.000Z')
  })

  test('waits while the applicant corrects, and is counted anew', () => {
    const c = received()
    take(c, 'require-correction', 'acceptor', undefined, '2026-03-12T01:00:00.000Z')
    expect(clock(c, 'acceptance')?.phase).toBe('stopped')
    expect(clock(c, 'correction')?.phase).toBe('running')
    take(c, 'correct', 'clerk', undefined, '2026-03-16T01:00:00.000Z')
    expect(clock(c, 'correction')?.phase).toBe('stopped')
    expect(clock(c, 'acceptance')?.statutory?.due).toBe('2026-03-23T16:00:00.000Z')
  })

  test('asks for corrections once, with all points', () => {
    const c = received()
    take(c, 'require-correction', 'acceptor')
    take(c, 'correct', 'clerk')
    expect(refused(() => take(c, 'require-correction', 'acceptor')).code).toBe('correct-once')
    const choice = available(permit, c.state, actorOf(pukou, 'acceptor')).find(
      o => o.verb === 'require-correction',
    )
    expect(choice?.refusal).toBe('correct-once')
  })

  test('keeps a corrected document with its defaults written out', () => {
    const c = received()
    take(c, 'require-correction', 'acceptor')
    take(c, 'correct', 'clerk', { documents: [{ code: 'lease', by: 'scan' }] })
    expect(c.state.data.documents.at(-1)).toEqual({
      code: 'lease',
      by: 'scan',
      files: [],
      originalSeen: false,
    })
  })
})

describe('期限', () => {
  test('a special procedure pauses the decision and moves its deadline', () => {
    const c = accepted()
    take(c, 'suspend', 'approver', undefined, '2026-03-12T01:00:00.000Z')
    expect(clock(c, 'decision')?.phase).toBe('paused')
    take(c, 'resume', 'approver', {}, '2026-03-18T01:00:00.000Z')
    // Thursday 12, Friday 13, Monday 16 and Tuesday 17 ended paused: three days from Wednesday 18 on.
    expect(clock(c, 'decision')).toMatchObject({
      phase: 'running',
      pausedFor: 4,
      promised: { due: '2026-03-20T16:00:00.000Z' },
    })
  })

  test('is extended once, within the law, by the principal', () => {
    const c = accepted()
    const by = (amount: number, unit = 'working-day') => ({ by: { unit, amount }, reason: '材料较多。' })
    expect(refused(() => take(c, 'extend', 'approver', by(5))).code).toBe('wrong-role')
    expect(refused(() => take(c, 'extend', 'principal', by(11))).reason).toContain('10')
    expect(refused(() => take(c, 'extend', 'principal', by(5, 'calendar-day'))).code).toBe('guard-failed')
    take(c, 'extend', 'principal', by(10))
    expect(clock(c, 'decision')).toMatchObject({
      extendedBy: { amount: 10 },
      promised: { due: '2026-03-30T16:00:00.000Z' },
    })
    expect(refused(() => take(c, 'extend', 'principal', by(1))).code).toBe('extend-once')
  })

  test('is not extended where the law allows none', () => {
    const c = chronicle(permit)
    const base = receiving()
    const decision = { ...base.item.limits.decision, extension: null }
    const item = { ...base.item, limits: { ...base.item.limits, decision } }
    c.take('receive', actorOf(pukou, 'clerk'), { ...base, item })
    take(c, 'accept', 'acceptor', {})
    expect(refused(() => take(c, 'extend', 'principal')).reason).toContain('不得延期')
  })
})

describe('协办', () => {
  test('a decision waits for its answers; each has a clock of its own', () => {
    const c = accepted()
    const first = take(c, 'ask', 'approver')
    const second = take(c, 'ask', 'approver')
    const [one, two] = [first, second].map(a => `asked:${a.body.request}`) as [string, string]
    expect(refused(() => take(c, 'grant', 'approver')).code).toBe('requests-open')
    c.take('answer', actorOf(hexian, 'collaborator'), {
      request: first.body.request,
      answer: 'done',
      done: true,
    })
    expect([clock(c, one)?.phase, clock(c, two)?.phase]).toEqual(['stopped', 'running'])
    take(c, 'cancel-request', 'approver', { request: second.body.request, reason: '不再需要。' })
    expect(clock(c, two)?.phase).toBe('stopped')
    take(c, 'grant', 'approver')
    expect(c.state.phase).toBe('granted')
  })

  test('only the side that was asked answers, and once', () => {
    const c = accepted()
    const { request } = take(c, 'ask', 'approver').body
    const answer = { request, answer: 'done', done: true }
    expect(refused(() => c.take('answer', actorOf(pukou, 'collaborator'), answer)).code).toBe('wrong-seat')
    c.take('answer', actorOf(hexian, 'collaborator'), answer)
    expect(refused(() => c.take('answer', actorOf(hexian, 'collaborator'), answer)).code).toBe('wrong-seat')
    take(c, 'ask', 'approver')
    expect(refused(() => c.take('answer', actorOf(hexian, 'collaborator'), answer)).code).toBe(
      'request-unknown',
    )
  })

  test('a denial needs no answers, and nobody waits for them any more', () => {
    const c = accepted()
    const { request } = take(c, 'ask', 'approver').body
    take(c, 'deny', 'approver')
    expect(clock(c, `asked:${request}`)?.phase).toBe('stopped')
    expect(c.state.data.requests).toMatchObject([{ cancelled: true }])
    expect(c.state.participants).toContain(hexian)
  })
})

describe('转送', () => {
  const offered = () => {
    const c = received(hexian)
    take(c, 'offer', 'clerk')
    return c
  }

  test('passes the lead with both signing; the deciding side goes on', () => {
    const c = offered()
    expect(c.state).toMatchObject({ leader: pukou, offered: { to: hexian } })
    const taken = c.take('take', actorOf(hexian, 'acceptor'))
    expect(taken).toMatchObject({ leader: pukou, proof: { signature: expect.any(String) } })
    expect(c.state.leader).toBe(hexian)
    expect(c.state.offered).toBeUndefined()
    expect(clock(c, 'transfer')?.phase).toBe('stopped')
    expect(c.take('accept', actorOf(hexian, 'acceptor')).leader).toBe(hexian)
  })

  test('stays where it was when it is declined or taken back', () => {
    for (const [verb, actor] of [
      ['decline', actorOf(hexian, 'acceptor')],
      ['revoke', actorOf(pukou, 'clerk')],
    ] as const) {
      const c = offered()
      c.take(verb, actor, { reason: '材料缺页。' })
      expect(c.state).toMatchObject({ leader: pukou, phase: 'received' })
      expect(c.state.offered).toBeUndefined()
      take(c, 'offer', 'clerk')
    }
  })

  test('leaves nothing else to do while it is offered', () => {
    const c = offered()
    const all = [pukou, hexian].flatMap(j =>
      (['clerk', 'acceptor', 'approver', 'principal', 'system', 'applicant'] as const).flatMap(role =>
        available(permit, c.state, actorOf(j, role)).map(choice => choice.verb),
      ),
    )
    expect([...new Set(all)].sort()).toEqual(['decline', 'revoke', 'take'])
  })

  test('goes to the deciding side only, and never from a case that is decided here', () => {
    const c = received(hexian)
    expect(refused(() => take(c, 'offer', 'clerk', { to: '330822' })).reason).toContain('属地')
    expect(refused(() => take(received(), 'offer', 'clerk', { to: hexian })).reason).toContain('无须转送')
  })

  test('comes before any decision: the deciding side leads what it decides', () => {
    const c = received(hexian)
    for (const verb of ['accept', 'refuse'])
      expect(
        refused(() => c.take(verb, actorOf(hexian, 'acceptor'), contents[verb]?.(c.state))).reason,
      ).toContain('先接收')
  })
})

test('评价 is given once, by the person alone, and changes nothing', () => {
  const c = accepted()
  take(c, 'deny', 'approver')
  take(c, 'conclude', 'approver', {})
  for (const role of ['clerk', 'approver', 'system'] as const)
    expect(refused(() => take(c, 'rate', role)).code).toBe('wrong-role')
  take(c, 'rate', 'applicant')
  expect(c.state).toMatchObject({ phase: 'concluded', data: { rating: { grade: 5 } } })
  expect(refused(() => take(c, 'rate', 'applicant')).code).toBe('rating-once')
})
