import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { transaction } from '../platform/transaction.ts'
import { nextWake } from './clocks.ts'
import { kindOf } from './kinds.ts'
import { findRecord, runningRecords, saveRecord } from './store/records.ts'

/**
 * Job `calendar.changed`: a notice was imported. Clocks are folds and need nothing; what was *stored* of them – when the
 * leader must look again, the deadlines by which lists are sorted – is counted anew, a transaction a record.
 */
export async function recountRecords(node: Node): Promise<void> {
  let after = ''
  for (;;) {
    const page = await runningRecords(node.db, after, 200)
    for (const id of page) await transaction(node.db, tx => recount(node, tx, id))
    const last = page.at(-1)
    if (last === undefined) return
    after = last
  }
}

/** Count anew when a record led here must be looked at again, and its deadlines in projections. */
export async function recount(node: Node, tx: Tx, id: RecordId): Promise<void> {
  const found = await findRecord(tx, id, { lock: true })
  if (!found) return
  const { state } = found
  const kind = kindOf(node, found.kind)
  const wakes = state.leader === node.jurisdiction
  const wakeAt = wakes ? nextWake(kind.procedure, state, await calendarOf(tx), node.time.now()) : undefined
  await saveRecord(tx, state, wakeAt)
  await kind.recounted(node, tx, state)
}
