import { randomUUID } from 'node:crypto'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { CommandId } from '@lianqiao/model/records/action.ts'
import { audit } from '../platform/audit.ts'
import { calendarOf } from '../platform/calendar.ts'
import type { Tx } from '../platform/database/database.ts'
import { lookAgain } from '../platform/look-again.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'
import { inTrace, newTrace } from '../platform/tracing/trace.ts'
import { transaction } from '../platform/transaction.ts'
import { systemActor } from './actors.ts'
import { append } from './append.ts'
import { isHeld } from './catch-up/hold.ts'
import { expired } from './clocks.ts'
import { kindOf } from './kinds.ts'
import { recount } from './recount.ts'
import { dueRecords, findRecord, postponeWake } from './store/records.ts'

/** How often a node looks whether a clock has run out, in milliseconds: clocks count minutes at the finest. */
const interval = 1000

/** After how long a step that failed is tried again, in milliseconds. */
const retryAfter = 60_000

/**
 * Do what the law says when time is over: silence accepts, an uncorrected case lapses, a silent partner is urged. One
 * transaction a record; several processes may look at once, the record's lock lets one act.
 */
export async function wakeRecords(node: Node): Promise<number> {
  if (await isHeld(node, node.db)) return 0
  let steps = 0
  for (const id of await dueRecords(node.db, node.time.now(), 100)) {
    try {
      if (await inTrace(newTrace(), () => transaction(node.db, tx => wake(node, tx, id)))) steps += 1
    } catch (err) {
      // One record that cannot be woken must not keep the others asleep, nor fill the log.
      node.log.error({ err, record: id }, 'a clock could not be acted upon')
      await postponeWake(node.db, id, later(node.time.now(), retryAfter))
    }
  }
  return steps
}

async function wake(node: Node, tx: Tx, id: RecordId): Promise<boolean> {
  const found = await findRecord(tx, id, { lock: true })
  if (!found) return false
  const { procedure } = kindOf(node, found.kind)
  const leads = found.state.leader === node.jurisdiction
  const owed = leads && expired(procedure, found.state, await calendarOf(tx), node.time.now())
  if (!owed) {
    await recount(node, tx, id)
    return false
  }
  await append(node, tx, kindOf(node, found.kind), found.state, {
    record: id,
    command: randomUUID() as CommandId,
    verb: owed.verb,
    actor: systemActor(node),
    body: owed.body,
    sealed: {},
    disclosures: [],
  })
  await audit(node, tx, { who: 'system', verb: `records.${owed.verb}`, object: id })
  return true
}

const later = (at: string, ms: number) => instantOf(new Date(Date.parse(at) + ms))

/** Keep looking. @returns how to stop */
export const startWaking = (node: Node) =>
  lookAgain(node, interval, () => wakeRecords(node), 'clocks could not be looked at')
