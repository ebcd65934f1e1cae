import type { ClockLimits, Limit } from '../../clocks/limits.ts'
import type { JurisdictionCode } from '../../identifiers/division.ts'
import type { Procedure } from '../../records/procedure.ts'
import type { BodyOf } from './bodies.ts'
import type { IncidentClock, IncidentData } from './data.ts'
import { evolve } from './evolve.ts'
import { parts } from './parts.ts'
import { rows } from './rows.ts'

/**
 * 事件: the procedure of one incident, from the first report to the evaluation. Who receives it first leads until both
 * sides have passed the lead on. It knows places, things and tasks; it follows no person.
 */
export const incident: Procedure<IncidentData, IncidentClock> = {
  kind: 'incident',
  version: 1,
  title: { zh: '事件', en: 'Incident' },
  // biome-ignore format: a table, laid out for the eye
  phases: {
    reported:    { zh: '已上报', en: 'Reported' },
    filed:       { zh: '待派遣', en: 'Filed, to be dispatched' },
    dispatched:  { zh: '已派遣', en: 'Dispatched' },
    handling:    { zh: '处置中', en: 'Being handled' },
    suspended:   { zh: '中止计时', en: 'Paused' },
    arbitration: { zh: '待裁决', en: 'Before the arbiter' },
    'fed-back':  { zh: '待核查', en: 'To be checked' },
    closed:      { zh: '已结案', en: 'Closed' },
    evaluated:   { zh: '已评价', en: 'Evaluated', end: true },
    dismissed:   { zh: '不予立案', en: 'Dismissed', end: true },
    merged:      { zh: '已并案', en: 'Merged', end: true },
  },
  seats: {
    receiving: { zh: '首接地', en: 'first receiving' },
    leading: { zh: '主办地', en: 'leading' },
    concerned: { zh: '相关方', en: 'concerned' },
    acting: { zh: '处置方', en: 'acting' },
    involved: { zh: '知情方', en: 'involved' },
  },
  // biome-ignore format: a table, laid out for the eye
  clocks: {
    securing: { zh: '先行处置', en: 'Securing' },
    dispatch: { zh: '派遣', en: 'Dispatch' },
    handling: { zh: '处置', en: 'Handling' },
    check:    { zh: '核查', en: 'Check' },
  },
  rows,
  parts,
  seated: ({ receiving, lead, concerned, unit, involved }) => ({
    seats: {
      receiving: [receiving],
      leading: [lead],
      concerned,
      acting: unit ? [unit.jurisdiction] : [],
      involved,
    },
    participants: involved,
  }),
  evolve,
  limits: ({ limits, level }, clock): ClockLimits => ({
    promised:
      clock === 'handling' ? (level === 1 ? limits.handling.first : limits.handling.second) : limits[clock],
  }),
  extension: (_data, _clock, action) => action.body.by as Limit,
  // A pledge to secure the place is needed where nobody knows yet whose duty it is.
  starts: (data, clock) => clock !== 'securing' || (data.jurisdiction === 'unsettled' && !data.secured),
  discloses: (data, to, _action, part) => mayKnow(data, to, part),
  expiries: [
    urging('securing'),
    urging('dispatch'),
    { clock: 'handling', limit: 'promised', verb: 'escalate', body: () => ({}), unless: d => d.level === 2 },
    { ...urging('handling'), unless: d => d.level === 1 || d.urged.includes('handling') },
    urging('check'),
  ],
}

/** Whatever runs out leaves a mark: once a run, the system tells those who answer for it. */
function urging(clock: BodyOf<'urge'>['clock']): Procedure<IncidentData, IncidentClock>['expiries'][number] {
  return {
    clock,
    limit: 'promised',
    verb: 'urge',
    body: () => ({ clock }),
    unless: d => d.urged.includes(clock),
  }
}

/** What happened is for those who act on it; who reported it, for those who must answer him; a viewer gets neither. */
function mayKnow(data: IncidentData, to: JurisdictionCode, part: string): boolean {
  if (part === 'description' || part === 'picture')
    return data.concerned.includes(to) || data.unit?.jurisdiction === to
  return to === data.lead || to === data.receiving
}
