import { keepsWithin, type Limit } from '../../clocks/limits.ts'
import type { Action } from '../../records/action.ts'
import type { Refusal } from '../../records/procedure.ts'
import type { RecordState } from '../../records/state.ts'
import { awaitedDocuments, notReminded } from './awaited.ts'
import type { BodyOf } from './bodies.ts'
import type { PermitData, Request } from './data.ts'
import { openRequests } from './evolve.ts'

type State = RecordState<PermitData>
type Attempt = Pick<Action, 'body' | 'actor' | 'sealed'>

/** 转送: to the deciding side and to nobody else. */
export function offerToDeciding({ data }: State, { body }: Attempt): Refusal | undefined {
  if (data.receiving === data.deciding)
    return {
      zh: '此件由本地办理，无须转送。',
      en: 'This case is decided here; there is nobody to pass it on to.',
    }
  if (body.to === undefined || body.to === data.deciding) return undefined
  return { zh: '只能转送给办理此事项的属地。', en: 'A case is passed on to the deciding side only.' }
}

/** The deciding side decides on what it has taken over; until then the record is the receiving side's to lead. */
export function leadTaken({ data, leader }: State): Refusal | undefined {
  if (leader === data.deciding) return undefined
  return { zh: '请先接收转送的案卷，再作决定。', en: 'Take the case over first, then decide.' }
}

/** 一次性告知: all points at once, and once only (行政许可法 32; every other guide promises the same). */
export function correctOnce({ data }: State): Refusal | undefined {
  return data.correction && 'correct-once'
}

/** 延期: once, and only where the law allows any (行政许可法 42). */
export function extendOnce({ data }: State): Refusal | undefined {
  if (data.extended) return 'extend-once'
  if (!data.item.limits.decision.extension)
    return { zh: '此事项依法不得延期。', en: 'The law allows no extension for this item.' }
  return undefined
}

/** No longer than the item's limits allow, in the law's own unit. Asked without a body (for a button) it says nothing. */
export function extendWithin({ data }: State, { body }: Attempt): Refusal | undefined {
  const by = body.by as Limit | undefined
  const most = data.item.limits.decision.extension
  if (!by || !most) return undefined
  if (by.unit === most.unit && keepsWithin(by, most)) return undefined
  return {
    zh: `延长不得超过 ${most.amount} ${unitWords[most.unit].zh}。`,
    en: `At most ${most.amount} ${unitWords[most.unit].en}.`,
  }
}

const unitWords = {
  'working-day': { zh: '个工作日', en: 'working days' },
  'calendar-day': { zh: '日', en: 'calendar days' },
  'working-hour': { zh: '个工作小时', en: 'working hours' },
}

/** A decision waits for the answers that were asked for it. */
export function noOpenRequests({ data }: State): Refusal | undefined {
  return openRequests(data).length > 0 ? 'requests-open' : undefined
}

/** 容缺受理: what was to follow is there before the decision. */
export function allSupplied({ data }: State): Refusal | undefined {
  return awaitedDocuments(data).length > 0 ? 'documents-awaited' : undefined
}

/** 补正: what it brings is there; a paper is not put off once more. */
export function nothingPutOff(_state: State, { body }: Attempt): Refusal | undefined {
  const { documents = [] } = body as unknown as Partial<BodyOf<'correct'>>
  if (documents.every(d => d.by !== 'later')) return undefined
  return {
    zh: '补正的材料须当场交来，不能再容缺后补。',
    en: 'What a correction brings may not follow later.',
  }
}

/** 补交: only what was to follow, and none of it once more to follow. Asked without a body it says whether anything is awaited. */
export function awaitedOnly({ data }: State, { body }: Attempt): Refusal | undefined {
  const awaited = awaitedDocuments(data).map(({ code }) => code)
  const { documents = [] } = body as unknown as Partial<BodyOf<'supply'>>
  if (awaited.length > 0 && documents.every(d => awaited.includes(d.code) && d.by !== 'later'))
    return undefined
  return { zh: '此件没有这份容缺待补的材料。', en: 'No such document is to follow in this case.' }
}

/** 容缺补交提醒: of what is still to follow, once each. */
export function remindOnce({ data }: State, { body }: Attempt): Refusal | undefined {
  const open = notReminded(data).map(({ code }) => code)
  const { documents = [] } = body as unknown as Partial<BodyOf<'remind'>>
  if (open.length > 0 && documents.every(code => open.includes(code))) return undefined
  return {
    zh: '没有需要提醒补交的容缺材料，或已提醒过。',
    en: 'Nothing is to follow of which the applicant was not reminded.',
  }
}

/** The request that an answer, an urging or a cancelling names must be waiting. */
export function requestOpen({ data }: State, { body }: Attempt): Refusal | undefined {
  const open = openRequests(data)
  if (body.request === undefined) return open.length > 0 ? undefined : 'request-unknown'
  return open.some(r => r.id === body.request) ? undefined : 'request-unknown'
}

/** Only the jurisdiction that was asked answers. */
export function ownRequest({ data }: State, { body, actor }: Attempt): Refusal | undefined {
  const mine = (r: Request) => r.to === actor.jurisdiction
  const open = openRequests(data).filter(mine)
  if (body.request === undefined) return open.length > 0 ? undefined : 'request-unknown'
  return open.some(r => r.id === body.request) ? undefined : 'request-unknown'
}

/** 一次一评. */
export function rateOnce({ data }: State): Refusal | undefined {
  return data.rating && 'rating-once'
}
