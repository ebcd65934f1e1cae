import type { JurisdictionCode } from '../../identifiers/division.ts'
import type { Action, Instant } from '../../records/action.ts'
import type { Refusal } from '../../records/procedure.ts'
import type { RecordState } from '../../records/state.ts'
import type { BodyOf, Unit } from './bodies.ts'
import type { IncidentData } from './data.ts'

type State = RecordState<IncidentData>
type Attempt = Pick<Action, 'body' | 'actor' | 'sealed'> & { at?: Instant }

const refuse = (zh: string, en: string): Refusal => ({ zh, en })

/** Within how long a closed incident that comes back is the same one: 90 days, in milliseconds. */
const seriesSpan = 90 * 86_400_000

/** A reporter speaks of his own report, from his own device; staff never in his name. */
export function ownReport({ data }: State, { actor, body }: Attempt): Refusal | undefined {
  const { reporter } = data
  if (actor.kind !== 'applicant')
    return body.way === 'self'
      ? refuse('本人意见只能由报告人本人提交。', 'Only the reporter himself says so himself.')
      : undefined
  if (reporter.kind !== 'person' || reporter.subject !== actor.subject)
    return refuse('您不是此事件的报告人。', 'You did not report this incident.')
  if (body.way !== undefined && body.way !== 'self')
    return refuse('请以本人名义填写。', 'Answer for yourself.')
  return undefined
}

export function rateOnce({ data }: State): Refusal | undefined {
  return data.rating && 'rating-once'
}

/** 首接负责: the place is secured once, by whoever heard of it first. */
export function secureOnce({ data }: State): Refusal | undefined {
  return data.secured && refuse('已先行处置。', 'It is secured already.')
}

/** 首接负责: as long as nobody knows whose it is, nobody may say that it is not his. */
export function groundKnown({ data }: State): Refusal | undefined {
  if (data.jurisdiction !== 'unsettled') return undefined
  return refuse(
    '管辖未定的，首接地应先行处置，不得不予立案。',
    'While jurisdiction is unsettled the first receiver may not dismiss it.',
  )
}

/** 管辖认定: while it is open, and only among the sides concerned. */
export function groundOpen({ data }: State, { body }: Attempt): Refusal | undefined {
  if (data.jurisdiction !== 'unsettled') return refuse('管辖已定。', 'Jurisdiction is settled.')
  return body.jurisdiction === undefined || isConcerned(data, body.jurisdiction)
    ? undefined
    : refuse('只能认定为相关方之一。', 'It must be one of the sides concerned.')
}

/** 移交主办: to a side that is concerned, and to another than oneself. */
export function offerToSide({ data }: State, { body }: Attempt): Refusal | undefined {
  const others = data.concerned.filter(c => c !== data.lead)
  if (others.length === 0)
    return refuse('没有其他相关方，请先通报协助。', 'No other side is concerned; share it first.')
  if (body.to === undefined || others.includes(body.to as JurisdictionCode)) return undefined
  return refuse('只能移交给其他相关方。', 'The lead is handed to another side concerned.')
}

/** 通报: to somebody who does not take that part yet. */
export function shareAnew({ data }: State, { body }: Attempt): Refusal | undefined {
  const { to, tier } = body as Partial<BodyOf<'share'>>
  if (to === undefined) return undefined
  const known = tier === 'assist' ? data.concerned : data.involved
  return known.includes(to) ? refuse('对方已在其中。', 'They take part already.') : undefined
}

/** 并案: into another record than itself. */
export function mergeIntoOther({ id }: State, { body }: Attempt): Refusal | undefined {
  return body.into === id ? refuse('不能并入自身。', 'A record is not merged into itself.') : undefined
}

/** 派遣: to departments of sides that are concerned; others are asked to assist first. */
export function unitsConcerned({ data }: State, { body }: Attempt): Refusal | undefined {
  const units = [body.unit, body.backstop].filter(u => u !== undefined) as unknown as Unit[]
  if (units.every(u => isConcerned(data, u.jurisdiction))) return undefined
  return refuse('处置单位须属相关方。', 'Units belong to a side concerned.')
}

/** The task is the unit's and not its neighbour's on the same floor. */
export function ofTheUnit({ data }: State, { actor }: Attempt): Refusal | undefined {
  if (data.unit?.department === actor.department) return undefined
  return refuse('此任务已派给其他单位。', 'The task was given to another unit.')
}

/** 退单: once; an arbiter's ruling and the backstop are final. */
export function returnOnce(state: State): Refusal | undefined {
  return (
    mayReturn(state) ??
    (state.data.returns.length > 0
      ? refuse('已退单一次，请提请裁决。', 'It was returned once; refer it to the arbiter.')
      : undefined)
  )
}

/** 提请裁决: the second return goes to the arbiter, who decides where it stays. */
export function returnedBefore(state: State): Refusal | undefined {
  return (
    mayReturn(state) ??
    (state.data.returns.length === 0
      ? refuse('首次退单直接退回派遣。', 'The first return goes straight back to dispatch.')
      : undefined)
  )
}

function mayReturn({ data }: State): Refusal | undefined {
  if (data.arbitrated) return refuse('裁决后不得再退。', 'A ruling was given; it stays.')
  return data.level === 2
    ? refuse('兜底单位不得退单。', 'The backstop does not return what came to it.')
    : undefined
}

/** 二级兜底: when a first level had it, and once. */
export function backstopReady({ data }: State): Refusal | undefined {
  if (data.level === 2) return refuse('已由二级处置。', 'The second level has it already.')
  return data.backstop ? undefined : refuse('尚未派遣。', 'It was not dispatched yet.')
}

/** 延期: once a level, where the class allows any, and no longer than it allows. */
export function extendOnce({ data }: State, { body }: Attempt): Refusal | undefined {
  const most = data.limits.handling.extension
  if (!most) return refuse('此类事件不得延期。', 'This class allows no extension.')
  if (data.extended) return refuse('处置时限只能延长一次。', 'The time limit is extended once.')
  const by = body.by as BodyOf<'extend'>['by'] | undefined
  if (!by || (by.unit === most.unit && by.amount <= most.amount)) return undefined
  return refuse(
    '延期须与原时限同一单位，且不超过规定。',
    'An extension keeps the unit and the most that is allowed.',
  )
}

/** 核查: by somebody who did not do the work. */
export function notTheHandler({ data }: State, { actor }: Attempt): Refusal | undefined {
  if (data.feedback?.by.subject !== actor.subject) return undefined
  return refuse('处置人不得自行核查。', 'Who did the work does not check it.')
}

/** 会签: by each other side, once. */
export function agreeOnce({ data }: State, { actor }: Attempt): Refusal | undefined {
  if (actor.jurisdiction === data.lead)
    return refuse('主办地无须会签。', 'The leading side closes; it need not agree.')
  return data.agreed.includes(actor.jurisdiction) ? refuse('已会签。', 'Agreed already.') : undefined
}

/** 结案: found done with evidence, the reporter heard, the other sides agreed. */
export function closable({ data }: State): Refusal | undefined {
  return foundDone(data) ?? reporterHeard(data) ?? othersAgreed(data)
}

function foundDone({ checks }: IncidentData): Refusal | undefined {
  if (checks.at(-1)?.done) return undefined
  return refuse('尚无核查属实的证据，不能结案。', 'Nobody has found it done, with evidence.')
}

/** Who does not find it resolved is answered by a second look: on the spot, by another inspector, after his word. */
function reporterHeard({ reporter, word, checks }: IncidentData): Refusal | undefined {
  if (reporter.kind !== 'person') return undefined
  if (!word) return refuse('尚未听取报告人意见，不能结案。', 'The reporter has not been heard.')
  if (word.word !== 'unresolved') return undefined
  const before = checks.filter(c => c.at <= word.at).map(c => c.by.subject)
  const again = checks.some(
    c => c.at > word.at && c.done && c.way === 'on-site' && !before.includes(c.by.subject),
  )
  return again
    ? undefined
    : refuse(
        '报告人不认可：请返工，或由另一名核查员现场复核。',
        'The reporter disagrees: rework it, or let another inspector look on the spot.',
      )
}

function othersAgreed({ concerned, lead, agreed }: IncidentData): Refusal | undefined {
  const waiting = concerned.filter(c => c !== lead && !agreed.includes(c))
  return waiting.length === 0
    ? undefined
    : refuse('尚有相关方未会签，不能结案。', 'Another side concerned has not agreed yet.')
}

/** 回潮: what comes back within 90 days of its closing goes on as one series; later it is a new incident. */
export function withinSeries({ data }: State, { at }: Attempt): Refusal | undefined {
  if (!at || !data.closedAt || Date.parse(at) - Date.parse(data.closedAt) <= seriesSpan) return undefined
  return refuse('结案已逾 90 日，请作为新事件上报。', 'Closed over 90 days ago: report it as a new incident.')
}

function isConcerned(data: IncidentData, jurisdiction: unknown): boolean {
  return data.concerned.includes(jurisdiction as JurisdictionCode)
}
