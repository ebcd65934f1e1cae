import { readClock } from '@lianqiao/model/clocks/clock.ts'
import { afterDay } from '@lianqiao/model/clocks/moment.ts'
import type { ResidentId } from '@lianqiao/model/identifiers/resident-id.ts'
import { departmentKey } from '@lianqiao/model/people/may.ts'
import { dayAwaited } from '@lianqiao/model/procedures/permit/awaited.ts'
import type { Applicant, PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { openRequests } from '@lianqiao/model/procedures/permit/evolve.ts'
import { departmentsOf } from '@lianqiao/model/procedures/permit/posts.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { residentSubject } from '../identity/index.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node, Step } from '../platform/node.ts'
import { saveDue, saveIndex } from './store.ts'

/** Put a case where lists and searches find it, in the transaction of its step. */
export async function project(node: Node, tx: Tx, { state, open, action }: Step<PermitData>): Promise<void> {
  const { data } = state
  const requests = openRequests(data)
  const applicant = (open.applicant ?? (open.given as { applicant?: Applicant } | undefined)?.applicant) as
    | Applicant
    | undefined
  const tracking = open.tracking as string | undefined
  const named = applicant ?? correctedIn(open)
  await saveIndex(
    tx,
    {
      record_id: state.id,
      matter: data.matter,
      item: data.item.code,
      phase: state.phase,
      ended: state.ended,
      mode: data.mode,
      receiving: data.receiving,
      deciding: data.deciding,
      participants: [...state.participants],
      departments: departmentsOf(data),
      stations: data.station ? [data.station] : [],
      asked: [...new Set(requests.map(r => r.to))],
      asked_departments: requests.map(r => departmentKey(r.to, r.department)),
      offered_to: state.offered?.to ?? null,
      due_at: await firstDue(tx, state, action.at),
      received_at: data.receivedAt,
      changed_at: state.changedAt,
    },
    {
      applicants: applicant
        ? [
            // An account of this node's portal; what another node calls its applicant is nobody's account here.
            ...(data.receiving === node.jurisdiction ? [data.applicantSubject] : []),
            residentSubject(node, applicant.idNumber as ResidentId),
          ]
        : null,
      id_index: applicant ? node.vault.index('resident-id', applicant.idNumber) : null,
      phone_index: named?.phone ? node.vault.index('phone', named.phone) : null,
      name_index: named ? node.vault.index('name', named.name) : null,
      tracking_index: tracking ? node.vault.index('tracking', tracking) : null,
      applicant: named ? node.vault.sealJson(`case:${state.id}:applicant`, named.name) : null,
    },
  )
}

/** Name and telephone in a form that was handed in anew (补正); who it is does not change by it. */
function correctedIn({ form }: Record<string, unknown>): Pick<Applicant, 'name' | 'phone'> | undefined {
  const { applicant } = (form ?? {}) as { applicant?: Partial<Applicant> }
  return applicant?.name ? { name: applicant.name, phone: applicant.phone } : undefined
}

/** Count the deadline of a case again, after the calendar has changed. */
export async function recount(node: Node, tx: Tx, state: RecordState<PermitData>): Promise<void> {
  await saveDue(tx, state.id, await firstDue(tx, state, node.time.now()))
}

/** The first deadline of the clocks that run, and of what is to follow; paused and unknown ones press nobody. */
async function firstDue(tx: Tx, state: RecordState<PermitData>, now: string): Promise<string | null> {
  const calendar = await calendarOf(tx)
  const awaited = dayAwaited(state)
  const dues = Object.values(state.clocks).flatMap(clock => {
    const reading = readClock(clock, calendar, now)
    if (reading.phase !== 'running') return []
    return [reading.promised?.due, reading.statutory?.due].filter(
      (due): due is string => due !== undefined && due !== 'unknown',
    )
  })
  return [...dues, ...(awaited ? [afterDay(awaited, calendar.zone)] : [])].sort()[0] ?? null
}
