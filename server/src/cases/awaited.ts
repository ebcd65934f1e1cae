import type { AwaitedView } from '@lianqiao/model/api/case-views.ts'
import type { TrackedCase } from '@lianqiao/model/api/tracking.ts'
import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { afterDay } from '@lianqiao/model/clocks/moment.ts'
import { awaitedBy, dayAwaited } from '@lianqiao/model/procedures/permit/awaited.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { findPublished } from '../catalogue/index.ts'
import type { Connection } from '../platform/database/database.ts'

/** 容缺待补: by which day the first of what is to follow was promised, if one was, and whether that day is over. */
export function awaitedView(
  state: RecordState<PermitData>,
  { zone }: Calendar,
  now: string,
): AwaitedView | undefined {
  if (awaitedBy(state).length === 0) return undefined
  const until = dayAwaited(state)
  return until === undefined ? { overdue: false } : { until, overdue: now >= afterDay(until, zone) }
}

/** The same for the person, who is told each document by the name of the guide under which the case began. */
export async function awaitedNamed(
  db: Connection,
  state: RecordState<PermitData>,
  calendar: Calendar,
  now: string,
): Promise<TrackedCase['awaited']> {
  const view = awaitedView(state, calendar, now)
  if (!view) return undefined
  const { deciding, item } = state.data
  const guide = await findPublished(
    db,
    { kind: 'item', jurisdiction: deciding, code: item.code },
    item.version,
  )
  const documents = awaitedBy(state).map(({ code, until, letter }) => {
    const { name = code, nameEn = code } = guide?.document.documents.find(d => d.code === code) ?? {}
    return { name, nameEn, ...(until ? { until } : {}), letter: letter !== undefined }
  })
  return { ...view, documents }
}
