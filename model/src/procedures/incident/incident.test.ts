import { describe, expect, test } from 'vitest'
import cn from '../../../../jurisdictions/calendars/cn.json' with { type: 'json' }
import { actorOf, type Chronicle, chronicle, hexian, pukou } from '../../../../test/support/chronicle.ts'
import { incidentContents as contents, reporting } from '../../../../test/support/steps.ts'
import { Calendar } from '../../clocks/calendar.ts'
import { readClock } from '../../clocks/clock.ts'
import type { Role } from '../../people/roles.ts'
import { Problem } from '../../problems/problem.ts'
import type { Action } from '../../records/action.ts'
import type { IncidentData } from './data.ts'
import { incident } from './incident.ts'

const calendar = Calendar.parse(cn)
type Incident = Chronicle<IncidentData>
const department = 'urban-management'
const hour = 3_600_000

/** On our own ground, nobody else concerned. */
const ours = { jurisdiction: pukou, concerned: [pukou] }

/** A step with the content that tests use for it, by a post of 浦口. */
function take(c: Incident, verb: string, role: Role, body?: object, at?: string | number): Action {
  const unit = c.state.data.unit?.department
  const actor = actorOf(pukou, role, role === 'handler' ? { department: unit ?? department } : {})
  return c.take(verb, actor, body ?? contents[verb]?.(c.state), at === undefined ? {} : { at })
}

/** Reported on Tuesday 10 March 2026, 9:00, and gone through the steps given, each `verb role`, a minute apart. */
function after(report: object, ...steps: `${string} ${Role}`[]): Incident {
  const c = chronicle(incident)
  c.take('report', actorOf(pukou, 'clerk'), reporting(report), {
    parts: { contact: { phone: 'demo' }, description: '桥下有人倾倒垃圾。' },
  })
  for (const step of steps) {
    const [verb, role] = step.split(' ') as [string, Role]
    take(c, verb, role)
  }
  return c
}

const toDispatch = ['file duty', 'dispatch duty'] as const
const toHandling = [...toDispatch, 'accept handler'] as const
const toFeedback = [...toHandling, 'feed-back handler'] as const

const clock = (c: Incident, name: string, now = c.state.changedAt) => {
  const found = c.state.clocks[name]
  return found && readClock(found, calendar, now)
}

function refused(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${error.params.reason ?? ''}`
    throw error
  }
  throw new Error('it was not refused')
}

test('goes through the seven stages', () => {
  const c = after(
    ours,
    ...toFeedback,
    'check inspector',
    'hear clerk',
    'close inspector',
    'evaluate inspector',
  )
  expect(c.actions.map(a => a.verb)).toEqual([
    ...['report', 'file', 'dispatch', 'accept', 'feed-back', 'check', 'hear', 'close', 'evaluate'],
  ])
  expect(c.state).toMatchObject({ phase: 'evaluated', ended: true, data: { evaluation: { grade: 'A' } } })
})

describe('the clock of the work', () => {
  test('starts with the dispatch, and the dispatch has one of its own', () => {
    const c = after(ours)
    expect(c.state.clocks).toEqual({})
    take(c, 'file', 'duty')
    expect(clock(c, 'dispatch')?.phase).toBe('running')
    expect(clock(c, 'handling')).toBeUndefined()
    const dispatched = take(c, 'dispatch', 'duty')
    expect(clock(c, 'dispatch')?.phase).toBe('stopped')
    expect(clock(c, 'handling')).toMatchObject({ phase: 'running', startedAt: dispatched.at })
  })

  test('counts as the class says: days or hours', () => {
    const day = { unit: 'working-day', amount: 1 }
    const limits = { ...reporting().limits, handling: { first: day, second: day, extension: null } }
    const c = after({ ...ours, limits }, ...toDispatch)
    expect(clock(c, 'handling')?.promised?.due).toBe('2026-03-11T16:00:00.000Z')
    expect(refused(() => take(c, 'extend', 'principal'))).toContain('不得延期')
    const mixed = { ...limits, handling: { ...limits.handling, second: { unit: 'working-hour', amount: 8 } } }
    expect(refused(() => after({ ...ours, limits: mixed }))).toContain('bad-input')
  })

  test('goes on while a task is sent to and fro', () => {
    const c = after(ours, ...toDispatch)
    const started = clock(c, 'handling')?.startedAt
    take(c, 'return', 'handler', undefined, hour)
    expect(c.state.phase).toBe('filed')
    expect(clock(c, 'dispatch')?.phase).toBe('running')
    take(c, 'dispatch', 'duty', undefined, hour)
    expect(clock(c, 'handling')).toMatchObject({ phase: 'running', startedAt: started, pausedFor: 0 })
  })

  test('wins nothing by a feedback that is sent back', () => {
    const c = after(ours, ...toHandling)
    take(c, 'feed-back', 'handler', undefined, '2026-03-10T02:00:00.000Z')
    expect([clock(c, 'handling')?.phase, clock(c, 'check')?.phase]).toEqual(['paused', 'running'])
    take(c, 'rework', 'inspector', undefined, '2026-03-10T03:00:00.000Z')
    expect(clock(c, 'handling')).toMatchObject({ phase: 'running', pausedFor: 1 })
    expect(clock(c, 'check')?.phase).toBe('stopped')
    expect(c.state.data.reworks).toBe(1)
  })

  test('pauses on a lawful ground only, by the principal', () => {
    const c = after(ours, ...toHandling)
    expect(refused(() => take(c, 'suspend', 'handler'))).toContain('wrong-role')
    const faint = { ground: 'busy', basis: '无', reason: '人手不足。' }
    expect(refused(() => take(c, 'suspend', 'principal', faint))).toContain('bad-input')
    const due = clock(c, 'handling')?.promised?.due ?? ''
    take(c, 'suspend', 'principal', undefined, hour)
    expect(refused(() => take(c, 'feed-back', 'handler'))).toContain('wrong-phase')
    take(c, 'resume', 'duty', {}, hour)
    const moved = Date.parse(clock(c, 'handling')?.promised?.due ?? '') - Date.parse(due)
    expect(moved).toBe(hour)
  })

  test('is extended once a level, in its own unit', () => {
    const c = after(ours, ...toHandling)
    const by = (amount: number, unit = 'working-hour') => ({ by: { unit, amount }, reason: '车辆待调。' })
    expect(refused(() => take(c, 'extend', 'principal', by(9)))).toContain('不超过')
    expect(refused(() => take(c, 'extend', 'principal', by(1, 'working-day')))).toContain('同一单位')
    take(c, 'extend', 'principal', by(8))
    expect(clock(c, 'handling')?.extendedBy).toEqual({ unit: 'working-hour', amount: 8 })
    expect(refused(() => take(c, 'extend', 'principal', by(1)))).toContain('一次')
    take(c, 'escalate', 'duty', {})
    take(c, 'accept', 'handler', {})
    take(c, 'extend', 'principal', by(1))
  })
})

describe('一级为主，二级兜底', () => {
  test('the second level takes over when the clock of the first has run out', () => {
    const c = after(ours, ...toHandling)
    const expiry = incident.expiries.find(e => e.verb === 'escalate')
    expect(expiry).toMatchObject({ clock: 'handling', limit: 'promised' })
    expect(expiry?.unless?.(c.state.data, '')).toBe(false)
    const due = clock(c, 'handling')?.promised?.due as string
    c.take('escalate', actorOf(pukou, 'system'), expiry?.body?.('') ?? {}, { at: due })
    expect(c.state).toMatchObject({
      phase: 'dispatched',
      data: { level: 2, unit: { department: 'emergency' } },
    })
    expect(clock(c, 'handling')).toMatchObject({
      phase: 'running',
      startedAt: due,
      promised: { limit: { amount: 16 } },
    })
    expect(expiry?.unless?.(c.state.data, '')).toBe(true)
    expect(refused(() => take(c, 'escalate', 'duty', {}))).toContain('二级')
    expect(refused(() => take(c, 'return', 'handler'))).toContain('兜底')
  })

  test('and also while the first level argues that it is not its task', () => {
    const returned = after(ours, ...toDispatch, 'return handler')
    take(returned, 'escalate', 'system', {})
    expect(returned.state.data.unit?.department).toBe('emergency')
    expect(clock(returned, 'dispatch')?.phase).toBe('stopped')
    expect(refused(() => take(after(ours, 'file duty'), 'escalate', 'duty', {}))).toContain('尚未派遣')
  })

  test('whatever else runs out is urged once a run', () => {
    const c = after(ours, 'file duty')
    const expiry = incident.expiries.find(e => e.clock === 'dispatch')
    c.take('urge', actorOf(pukou, 'system'), expiry?.body?.('') ?? {})
    expect(expiry?.unless?.(c.state.data, '')).toBe(true)
    take(c, 'dispatch', 'duty')
    take(c, 'return', 'handler')
    expect(expiry?.unless?.(c.state.data, '')).toBe(false)
  })
})

describe('退单', () => {
  test('needs a ground of the table and a reason', () => {
    const c = after(ours, ...toDispatch)
    expect(refused(() => take(c, 'return', 'handler', { reason: '太忙。' }))).toContain('bad-input')
    expect(refused(() => take(c, 'return', 'handler', { ground: 'too-busy', reason: '太忙。' }))).toContain(
      'bad-input',
    )
  })

  test('is for the unit that has the task', () => {
    const c = after(ours, ...toDispatch)
    const other = actorOf(pukou, 'handler', { department: 'water' })
    expect(refused(() => c.take('return', other, contents.return?.(c.state)))).toContain('其他单位')
  })

  test('goes to an arbiter the second time, whose ruling stays', () => {
    const c = after(ours, ...toDispatch)
    expect(refused(() => take(c, 'refer', 'handler'))).toContain('首次')
    take(c, 'return', 'handler')
    take(c, 'dispatch', 'duty')
    expect(refused(() => take(c, 'return', 'handler'))).toContain('提请裁决')
    take(c, 'refer', 'handler')
    expect(c.state.phase).toBe('arbitration')
    expect(refused(() => take(c, 'arbitrate', 'duty'))).toContain('wrong-role')
    take(c, 'arbitrate', 'principal')
    expect(c.state).toMatchObject({ phase: 'dispatched', data: { returns: [{}, {}] } })
    for (const verb of ['return', 'refer'])
      expect(refused(() => take(c, verb, 'handler'))).toContain('裁决后')
  })
})

describe('核查结案', () => {
  test('needs evidence that it was done, found by another than who did it', () => {
    const c = after({ ...ours, reporter: { kind: 'anonymous' } }, ...toFeedback)
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('核查属实')
    const bare = { done: true, way: 'on-site', evidence: [] }
    expect(refused(() => take(c, 'check', 'inspector', bare))).toContain('bad-input')
    const both = { ...actorOf(pukou, 'inspector'), subject: c.state.data.feedback?.by.subject ?? '' }
    expect(refused(() => c.take('check', both, contents.check?.(c.state)))).toContain('自行核查')
    take(c, 'check', 'inspector', { ...contents.check?.(c.state), done: false })
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('核查属实')
    take(c, 'check', 'inspector')
    take(c, 'close', 'inspector', {})
  })

  test('hears the reporter: his own word, or that he cannot be reached', () => {
    const c = after(ours, ...toFeedback, 'check inspector')
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('报告人意见')
    expect(
      refused(() => take(c, 'hear', 'clerk', { word: 'unreachable', way: 'phone', attempts: 1 })),
    ).toContain('bad-input')
    expect(refused(() => take(c, 'hear', 'clerk', { word: 'resolved', way: 'self' }))).toContain('本人')
    const stranger = actorOf(pukou, 'applicant', { subject: 'stranger' })
    expect(refused(() => c.take('hear', stranger, { word: 'resolved', way: 'self' }))).toContain('不是')
    take(c, 'hear', 'applicant', { word: 'resolved', way: 'self' })
    take(c, 'close', 'inspector', {})
  })

  test('answers a reporter who disagrees with another look, on the spot, by somebody else', () => {
    const c = after(ours, ...toFeedback, 'check inspector')
    take(c, 'hear', 'applicant', { word: 'unresolved', way: 'self' })
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('另一名')
    take(c, 'check', 'inspector')
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('另一名')
    const second = actorOf(pukou, 'inspector', { subject: 'inspector-2' })
    c.take('check', second, { ...contents.check?.(c.state), way: 'remote' })
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('另一名')
    c.take('check', second, contents.check?.(c.state))
    take(c, 'close', 'inspector', {})
  })

  test('begins again with every feedback', () => {
    const c = after(
      ours,
      ...toFeedback,
      'check inspector',
      'hear clerk',
      'rework inspector',
      'feed-back handler',
    )
    expect(c.state.data).toMatchObject({ checks: [], agreed: [] })
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('核查属实')
  })
})

describe('插花地 (scenario d)', () => {
  test('both sides hold it; the first receiver secures it in a pledged time and may not dismiss it', () => {
    const c = after({})
    expect(c.state.participants).toEqual([pukou, hexian])
    expect(clock(c, 'securing')?.phase).toBe('running')
    expect(refused(() => take(c, 'dismiss', 'duty'))).toContain('先行处置')
    expect(refused(() => c.take('secure', actorOf(hexian, 'duty'), contents.secure?.(c.state)))).toContain(
      'wrong-seat',
    )
    take(c, 'secure', 'duty')
    expect(clock(c, 'securing')?.phase).toBe('stopped')
    expect(refused(() => take(c, 'secure', 'duty'))).toContain('已先行处置')
  })

  test('is settled when both say the same, and not before', () => {
    const c = after({})
    const says = (by: string, jurisdiction: string) =>
      c.take('settle', actorOf(by, 'duty'), { ...contents.settle?.(c.state), jurisdiction })
    says(pukou, hexian)
    says(hexian, pukou)
    expect(c.state.data.jurisdiction).toBe('unsettled')
    expect(refused(() => says(pukou, '330822'))).toContain('相关方')
    says(hexian, hexian)
    expect(c.state.data).toMatchObject({ jurisdiction: hexian, positions: [{ by: pukou }, { by: hexian }] })
    expect(refused(() => says(pukou, pukou))).toContain('已定')
  })

  test('closes with the other side agreeing', () => {
    const c = after({}, ...toFeedback, 'check inspector', 'hear clerk')
    expect(refused(() => take(c, 'close', 'inspector', {}))).toContain('会签')
    expect(refused(() => take(c, 'agree', 'duty', {}))).toContain('无须')
    const agreed = c.take('agree', actorOf(hexian, 'duty'))
    expect(agreed).toMatchObject({ leader: pukou, proof: {} })
    take(c, 'close', 'inspector', {})
  })

  test('names the sides that it concerns', () => {
    for (const report of [
      { jurisdiction: hexian, concerned: [pukou] },
      { jurisdiction: 'unsettled', concerned: [pukou] },
      { jurisdiction: hexian, concerned: [hexian] },
    ])
      expect(refused(() => after(report))).toContain('bad-input')
  })
})

describe('移交主办 (scenario c, 和县 → 浦口)', () => {
  const missingChild = () => {
    const c = chronicle(incident, { receiving: hexian, deciding: hexian })
    const both = { channel: '110', receiving: hexian, jurisdiction: hexian, concerned: [hexian, pukou] }
    c.take('report', actorOf(hexian, 'duty'), reporting(both))
    c.take('file', actorOf(hexian, 'duty'))
    return c
  }

  test('passes with a time stamp and both signing; 和县 keeps its part', () => {
    const c = missingChild()
    const duty = actorOf(hexian, 'duty')
    const offered = c.take('offer', duty, { to: pukou, reason: '最后见于大桥东侧。' })
    expect(refused(() => c.take('dispatch', duty, contents.dispatch?.(c.state)))).toContain('wrong-phase')
    expect(refused(() => c.take('take', actorOf(pukou, 'handler')))).toContain('wrong-role')
    const taken = c.take('take', actorOf(pukou, 'duty'))
    expect([offered.leader, taken.leader]).toEqual([hexian, hexian])
    expect(taken.proof).toBeDefined()
    expect(c.state).toMatchObject({ leader: pukou, seats: { leading: [pukou], receiving: [hexian] } })
    expect(refused(() => c.take('dispatch', duty, contents.dispatch?.(c.state)))).toContain('wrong-seat')
    expect(take(c, 'dispatch', 'duty').leader).toBe(pukou)
    // And back again, if the children run back over the bridge.
    take(c, 'offer', 'duty', { to: hexian, reason: '已折返。' })
    c.take('take', duty)
    expect(c.state.leader).toBe(hexian)
  })

  test('stays when it is declined or taken back, and goes to nobody else', () => {
    const c = missingChild()
    const duty = actorOf(hexian, 'duty')
    const offer = { to: pukou, reason: '最后见于大桥东侧。' }
    expect(refused(() => c.take('offer', duty, { ...offer, to: '330822' }))).toContain('相关方')
    expect(refused(() => c.take('offer', duty, { ...offer, to: hexian }))).toContain('相关方')
    expect(refused(() => c.take('take', actorOf(pukou, 'duty')))).toContain('wrong-phase')
    c.take('offer', duty, offer)
    c.take('decline', actorOf(pukou, 'duty'), { reason: '仍在和县一侧。' })
    c.take('offer', duty, offer)
    expect(refused(() => c.take('offer', duty, offer))).toContain('wrong-phase')
    c.take('revoke', duty, { reason: '已找到。' })
    expect(c.state).toMatchObject({ leader: hexian, phase: 'filed' })
    expect(refused(() => c.take('revoke', duty, { reason: '已找到。' }))).toContain('wrong-phase')
  })
})

describe('并案与回潮', () => {
  test('a duplicate ends in another record, and comes back when that was wrong', () => {
    const c = after(ours, 'file duty')
    expect(refused(() => take(c, 'merge', 'duty', { into: c.state.id, reason: '同一处。' }))).toContain(
      '自身',
    )
    take(c, 'merge', 'duty')
    expect(c.state).toMatchObject({
      phase: 'merged',
      ended: true,
      data: { links: [{ kind: 'merged-into' }] },
    })
    take(c, 'unmerge', 'duty')
    expect(c.state).toMatchObject({ phase: 'reported', data: { links: [] } })
  })

  const closed = () => after(ours, ...toFeedback, 'check inspector', 'hear clerk', 'close inspector')
  const day = 86_400_000

  test('what comes back within 90 days goes on as one series', () => {
    const c = closed()
    take(c, 'evaluate', 'inspector')
    take(c, 'reopen', 'duty', undefined, 89 * day)
    expect(c.state).toMatchObject({
      phase: 'filed',
      ended: false,
      data: { reopenings: [{}], level: 1, returns: [] },
    })
    expect(c.state.data.evidence.length).toBeGreaterThan(2)
    take(c, 'dispatch', 'duty')
    expect(clock(c, 'handling')).toMatchObject({ phase: 'running', startedAt: c.state.changedAt })
  })

  test('later it is another incident', () => {
    const c = closed()
    expect(refused(() => take(c, 'reopen', 'duty', undefined, 90 * day + 1))).toContain('90')
    take(c, 'reopen', 'duty', undefined, 90 * day)
  })
})

describe('who is told what', () => {
  const tell = (c: Incident, part: string, to: string) =>
    incident.discloses(c.state.data, to as never, c.actions[0] as Action, part)

  test('a viewer gets the course, sides concerned what happened, those who answer the reporter his name', () => {
    const c = after({})
    take(c, 'share', 'duty', { to: '330822', tier: 'view', reason: '相邻水系。' })
    expect(c.state.participants).toContain('330822')
    const told = (to: string) => ['contact', 'description', 'picture', 'tracking'].filter(p => tell(c, p, to))
    expect(told('330822')).toEqual([])
    expect(told(hexian)).toEqual(['description', 'picture'])
    expect(told(pukou)).toEqual(['contact', 'description', 'picture', 'tracking'])
    take(c, 'offer', 'duty')
    c.take('take', actorOf(hexian, 'duty'))
    expect(told(hexian)).toContain('contact')
  })

  test('a unit of another side is dispatched once that side assists', () => {
    const c = after(ours, 'file duty')
    const unit = { jurisdiction: hexian, department }
    expect(refused(() => take(c, 'dispatch', 'duty', { unit, backstop: unit }))).toContain('相关方')
    take(c, 'share', 'duty', { to: hexian, tier: 'assist', reason: '就近处置。' })
    expect(
      refused(() => take(c, 'share', 'duty', { to: hexian, tier: 'view', reason: '就近处置。' })),
    ).toContain('已在其中')
    take(c, 'dispatch', 'duty', { unit, backstop: unit })
    expect(refused(() => take(c, 'accept', 'handler', {}))).toContain('wrong-seat')
    c.take('accept', actorOf(hexian, 'handler', { department }))
  })
})
