import type { ClockView } from '@lianqiao/model/api/case-views.ts'
import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { readClock } from '@lianqiao/model/clocks/clock.ts'
import type { PermitClock, PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'

/** All clocks of a case, read now. `asked:…` is one request's. */
export function clockViews(state: RecordState<PermitData>, calendar: Calendar, now: string): ClockView[] {
  return Object.values(state.clocks).map(clock => ({
    name: clock.name,
    title: permit.clocks[clock.name.split(':')[0] as PermitClock],
    ...(readClock(clock, calendar, now) as Omit<ClockView, 'name' | 'title'>),
  }))
}
