import { problem } from '@lianqiao/model/problems/problem.ts'
import { dayToFollow, mayFollow } from '@lianqiao/model/procedures/permit/awaited.ts'
import type { ProvidedDocument } from '@lianqiao/model/procedures/permit/bodies.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Plan } from './plan.ts'

/**
 * 容缺受理: each document that is to follow gets its day, by the limits of the item that asks for it. Throws `bad-input`
 * where no guide lets it follow. Whoever sends a day of his own is not listened to.
 */
export async function withDays(
  db: Connection,
  { items }: Plan,
  documents: readonly ProvidedDocument[],
  at: Instant,
): Promise<ProvidedDocument[]> {
  const guides = items.map(({ item }) => item.document)
  const asking = (code: string) =>
    guides.find(guide => guide.documents.some(document => document.code === code && mayFollow(document)))
  const errors = documents.flatMap(({ code, by }, index) =>
    by === 'later' && !asking(code)
      ? [
          {
            pointer: `/documents/${index}/by`,
            zh: '办事指南不允许此材料容缺后补',
            en: 'The guide does not let this document follow later',
          },
        ]
      : [],
  )
  if (errors.length > 0) throw problem('bad-input', { count: errors.length }, errors)
  const calendar = await calendarOf(db)
  return documents.map(({ until: _sent, ...document }) => {
    const guide = document.by === 'later' ? asking(document.code) : undefined
    const until = guide && dayToFollow(guide.limits.correction, calendar, at)
    return until ? { ...document, until } : document
  })
}
