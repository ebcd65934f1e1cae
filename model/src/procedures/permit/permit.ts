import type { ClockLimits, Limit } from '../../clocks/limits.ts'
import type { JurisdictionCode } from '../../identifiers/division.ts'
import type { Procedure } from '../../records/procedure.ts'
import { reminder } from './awaited.ts'
import type { PermitClock, PermitData } from './data.ts'
import { completeAt, evolve, openRequests } from './evolve.ts'
import { groundOf } from './grounds.ts'
import { parts } from './parts.ts'
import { rows } from './rows.ts'

/**
 * 办件: the procedure of one application, from receipt to delivery. The receiving side leads until it has passed the
 * case on (转送); the deciding side leads from then.
 */
export const permit: Procedure<PermitData, PermitClock> = {
  kind: 'permit',
  version: 1,
  title: { zh: '办件', en: 'Service case' },
  // biome-ignore format: a table, laid out for the eye
  phases: {
    received:   { zh: '收件', en: 'Received' },
    correcting: { zh: '补正中', en: 'Awaiting correction' },
    accepted:   { zh: '已受理', en: 'Accepted' },
    reviewing:  { zh: '审查中', en: 'Under review' },
    suspended:  { zh: '特别程序', en: 'Special procedure' },
    granted:    { zh: '准予', en: 'Granted' },
    denied:     { zh: '不予办理', en: 'Denied' },
    issued:     { zh: '已制证', en: 'Certificate issued' },
    concluded:  { zh: '办结', en: 'Concluded' },
    delivered:  { zh: '已送达', en: 'Delivered', end: true },
    returned:   { zh: '退件', en: 'Returned', end: true },
    refused:    { zh: '不予受理', en: 'Not accepted', end: true },
    withdrawn:  { zh: '已撤回', en: 'Withdrawn', end: true },
    lapsed:     { zh: '逾期终止', en: 'Lapsed', end: true },
    annulled:   { zh: '已作废', en: 'Annulled', end: true },
  },
  seats: {
    receiving: { zh: '收件地', en: 'receiving' },
    deciding: { zh: '属地', en: 'deciding' },
    either: { zh: '收件地或属地', en: 'receiving or deciding' },
    asked: { zh: '协办地', en: 'asked' },
  },
  // biome-ignore format: a table, laid out for the eye
  clocks: {
    transfer:   { zh: '转送', en: 'Passing on' },
    acceptance: { zh: '受理', en: 'Acceptance' },
    correction: { zh: '补正', en: 'Correction' },
    decision:   { zh: '办理', en: 'Decision' },
    delivery:   { zh: '送达', en: 'Delivery' },
    asked:      { zh: '协办', en: 'Collaboration' },
  },
  rows,
  parts,
  seated: seatsOf,
  evolve,
  ground: (row, { item }) => groundOf(row, item),
  limits: (data, clock, action): ClockLimits => limitsOf(data, clock, action.body.limit as Limit | undefined),
  extension: (_data, _clock, action) => action.body.by as Limit,
  // 逾期不告知的，自收到申请材料之日起即为受理: silence lets the decision's clock run from the day the papers were complete.
  since: (data, clock, action) =>
    action.verb === 'deem-accepted' && clock === 'decision' ? completeAt(data) : action.at,
  instance: (clock, { body }) =>
    clock === 'asked' && typeof body.request === 'string' ? `asked:${body.request}` : undefined,
  starts,
  discloses: (data, to, action, part) =>
    // The sides that receive and decide share the case; a jurisdiction that is only asked gets what it is asked with.
    to === data.receiving ||
    to === data.deciding ||
    part === 'tracking' ||
    // What it is asked with: the personal fields, and the signed authority.
    ((part === 'given' || part === 'files') && action.verb === 'ask' && action.body.to === to) ||
    (part === 'outcome' && action.actor.jurisdiction === to),
  expiries: [
    { clock: 'acceptance', limit: 'statutory', verb: 'deem-accepted' },
    { clock: 'correction', limit: 'statutory', verb: 'lapse' },
    {
      clock: 'asked',
      limit: 'promised',
      verb: 'escalate',
      body: request => ({ request }),
      unless: urged,
    },
  ],
  dated: [reminder],
}

function seatsOf(data: PermitData) {
  const { receiving, deciding } = data
  const asked = [...new Set(openRequests(data).map(r => r.to))]
  const participants: JurisdictionCode[] = [
    ...new Set([deciding, receiving, ...data.requests.map(r => r.to)]),
  ]
  return {
    seats: { receiving: [receiving], deciding: [deciding], either: [receiving, deciding], asked },
    participants,
  }
}

/**
 * 转送 is timed only where there is something to pass on; 受理 only once the deciding side has the papers, for the law's
 * five days are its own, and the way to it has a pledge of its own.
 */
function starts({ receiving, deciding, takenAt }: PermitData, clock: PermitClock): boolean {
  const elsewhere = receiving !== deciding
  if (clock === 'transfer') return elsewhere
  return clock !== 'acceptance' || !elsewhere || takenAt !== undefined
}

/** A silent partner is urged by the system once; after that, people act. */
function urged(data: PermitData, request: string): boolean {
  return data.requests.some(r => r.id === request && r.escalations > 0)
}

function limitsOf(
  { item: { limits } }: PermitData,
  clock: PermitClock,
  asked: Limit | undefined,
): ClockLimits {
  switch (clock) {
    case 'acceptance':
      return { statutory: limits.acceptance }
    case 'correction':
      return { statutory: limits.correction }
    case 'decision': {
      const { promised, statutory } = limits.decision
      return statutory ? { promised, statutory } : { promised }
    }
    case 'delivery':
      return { statutory: limits.delivery }
    case 'transfer':
      return { promised: limits.transfer }
    case 'asked':
      return { promised: asked ?? limits.asked }
  }
}
