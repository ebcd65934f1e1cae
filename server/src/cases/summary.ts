import type { CaseSummary } from '@lianqiao/model/api/case-views.ts'
import type { Calendar } from '@lianqiao/model/clocks/calendar.ts'
import { seesPersonalData } from '@lianqiao/model/people/may.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { openRequests } from '@lianqiao/model/procedures/permit/evolve.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Node } from '../platform/node.ts'
import { findRecords } from '../records/index.ts'
import { awaitedView } from './awaited.ts'
import { clockViews } from './clocks.ts'
import type { Listed } from './store.ts'

/** Words of a phase; a phase this version does not know is shown as it is. */
export function phaseWords(phase: string) {
  const { zh, en } = permit.phases[phase] ?? { zh: phase, en: phase }
  return { zh, en }
}

/** One case as a row. */
export function summaryOf(
  state: RecordState<PermitData>,
  calendar: Calendar,
  now: string,
  applicantName: string | null,
): CaseSummary {
  const { data } = state
  const awaited = awaitedView(state, calendar, now)
  return {
    id: state.id,
    item: { code: data.item.code, name: data.item.name, nameEn: data.item.nameEn },
    matter: data.matter,
    ...(data.part ? { part: data.part } : {}),
    phase: state.phase,
    phaseWords: phaseWords(state.phase),
    ended: state.ended,
    mode: data.mode,
    receiving: data.receiving,
    deciding: data.deciding,
    leader: state.leader,
    ...(state.offered ? { offeredTo: state.offered.to } : {}),
    department: data.item.department,
    applicantName,
    receivedAt: data.receivedAt,
    changedAt: state.changedAt,
    clocks: clockViews(state, calendar, now).filter(clock => clock.phase !== 'stopped'),
    ...(awaited ? { awaited } : {}),
    openRequests: openRequests(data).length,
  }
}

/** Rows for a reader, in the order given; names only where he sees personal data. */
export async function summaries(
  node: Node,
  who: Principal,
  listed: readonly Listed[],
): Promise<CaseSummary[]> {
  const [states, calendar] = await Promise.all([
    findRecords(
      node.db,
      listed.map(l => l.id),
    ),
    calendarOf(node.db),
  ])
  return listed.flatMap(({ id, scope, applicant }) => {
    const found = states.get(id)
    if (!found) return []
    const state = found.state as RecordState<PermitData>
    const seen = applicant && seesPersonalData(who, scope)
    const name = seen ? (node.vault.openJson(`case:${id}:applicant`, applicant) as string) : null
    return [summaryOf(state, calendar, node.time.now(), name)]
  })
}
