import type { ItemDocument } from '../../catalogue/document.ts'
import type { Calendar } from '../../clocks/calendar.ts'
import { readClock } from '../../clocks/clock.ts'
import { tick } from '../../clocks/events.ts'
import type { Limit } from '../../clocks/limits.ts'
import { momentOf } from '../../clocks/moment.ts'
import type { Instant } from '../../records/action.ts'
import type { Dated } from '../../records/procedure.ts'
import type { RecordState } from '../../records/state.ts'
import type { ProvidedDocument } from './bodies.ts'
import type { PermitData } from './data.ts'

/**
 * 容缺受理: a case is received although a document is missing, on the person's word that it follows by a day. Allowed is it
 * where the guide says so (材料必要性“容缺”), and where the paper is asked of a register that did not answer: then a
 * verification letter is on its way (调取不成的下一步).
 */
export function mayFollow({ needed, resource }: Pick<ItemDocument, 'needed' | 'resource'>): boolean {
  return needed === '容缺' || resource !== undefined
}

/**
 * 补齐期限: the last day, local, on which it may be supplied: as long as the item gives for corrections (补正期限), from
 * `at`. Nothing where the calendar of that time is not announced: a day is never guessed.
 */
export function dayToFollow(limit: Limit, calendar: Calendar, at: Instant): string | undefined {
  const clock = tick(undefined, 'follow', { do: 'start', at, limits: { statutory: limit } })
  const due = readClock(clock, calendar, at).statutory?.due
  // `due` is the first instant too late.
  return due === undefined || due === 'unknown'
    ? undefined
    : momentOf(new Date(Date.parse(due) - 1).toISOString(), calendar.zone).date
}

/** What is still to follow: with its day, or without one where the calendar was not announced that far. */
export function awaitedDocuments({ documents }: Pick<PermitData, 'documents'>): ProvidedDocument[] {
  return documents.filter(({ by }) => by === 'later')
}

/** What is still to follow by a day and was not asked after yet. Where no day was told, none can pass. */
export function notReminded(data: Pick<PermitData, 'documents' | 'reminded'>): ProvidedDocument[] {
  return awaitedDocuments(data).filter(
    ({ code, until }) => until !== undefined && !data.reminded?.documents.includes(code),
  )
}

/**
 * 容缺补交提醒: when the first day has passed by which something was to follow, the applicant is reminded of what was due by
 * it – of each document once. It ends nothing: no law lets a case lapse by it, and what becomes of it people decide.
 */
export const reminder: Dated<PermitData> = {
  verb: 'remind',
  day: data => firstDay(notReminded(data)),
  body: data => {
    const due = notReminded(data)
    const documents = due.filter(({ until }) => until === firstDay(due)).map(({ code }) => code)
    return { documents }
  },
}

/** What a case still waits for; after its decision or end it waits for nothing. */
export function awaitedBy({
  ended,
  data,
}: Pick<RecordState<PermitData>, 'ended' | 'data'>): ProvidedDocument[] {
  return ended || data.decision ? [] : awaitedDocuments(data)
}

/** The first day of what a case still waits for (补齐期限). */
export const dayAwaited = (state: Pick<RecordState<PermitData>, 'ended' | 'data'>): string | undefined =>
  firstDay(awaitedBy(state))

const firstDay = (documents: readonly ProvidedDocument[]) =>
  documents.flatMap(({ until }) => until ?? []).sort()[0]
