import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { makeRecordId, type RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Actor, Body, CommandId } from '@lianqiao/model/records/action.ts'
import { spelledOut } from '@lianqiao/model/records/faults.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { calendarOf } from '../../platform/calendar.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node, RecordKind } from '../../platform/node.ts'
import { append } from '../append.ts'
import { floorScope } from '../catch-up/begin.ts'
import { requireCaughtUp } from '../catch-up/hold.ts'
import { isSame, keepCommand, tookBack } from '../commands.ts'
import { kindOf } from '../kinds.ts'
import { type Parts, sealParts } from '../parts.ts'
import { actionsOf, findOpening, lockOpening } from '../store/actions.ts'
import { findCommand } from '../store/commands.ts'
import { findRecord } from '../store/records.ts'

/** A record to begin, with this node as its first leader. */
export interface Opening {
  kind: string
  verb: string
  receiving: JurisdictionCode
  deciding: JurisdictionCode
  actor: Actor
  body: Body
  parts: Parts
  command: CommandId
  /** The command id was made just now of random bits: nobody can have used it before. */
  fresh?: true
  /** What the person sent, where the node filled in the rest: by it a repeated command is known. */
  sent?: unknown
  /** A step that the same actor takes behind it at once. */
  next?: { verb: string; body: Body; command: CommandId } | undefined
  traceId?: string | undefined
}

/** Begin a record in the caller's transaction. The same command again answers with the record it began. */
export async function open(node: Node, tx: Tx, opening: Opening): Promise<RecordState> {
  const { verb, actor, command, traceId } = opening
  const kind = kindOf(node, opening.kind)
  const body = spelledOut(kind.procedure, verb, opening.body)
  await requireCaughtUp(node, tx)
  const earlier = opening.fresh ? undefined : await openedBy(node, tx, { ...opening, body })
  if (earlier) return earlier
  const { sealed, disclosures } = sealParts(opening.parts)
  const record = await nextRecordId(node, tx, opening)
  const entry = { record, command, verb, actor, body, sealed, disclosures, traceId }
  const { state, action } = await append(node, tx, kind, undefined, entry)
  await keepCommand(node, tx, { ...opening, record, body }, state.leader, action.at)
  return opening.next ? goOn(node, tx, kind, state, opening, opening.next) : state
}

/** Nobody else knows the record yet: its lock is held, and a command of it was never used. */
async function goOn(
  node: Node,
  tx: Tx,
  kind: RecordKind,
  begun: RecordState,
  { actor, traceId }: Opening,
  next: NonNullable<Opening['next']>,
): Promise<RecordState> {
  const body = spelledOut(kind.procedure, next.verb, next.body)
  const wish = { ...next, record: begun.id, actor, body }
  const entry = { ...wish, sealed: {}, disclosures: [], traceId }
  const { state, action } = await append(node, tx, kind, begun, entry)
  await keepCommand(node, tx, wish, state.leader, action.at)
  return state
}

/** The record that this command began before. Throws `command-conflict`. */
async function openedBy(node: Node, tx: Tx, opening: Opening): Promise<RecordState | undefined> {
  const { command } = opening
  const [, known, begun] = await Promise.all([
    lockOpening(tx, command),
    findCommand(tx, command),
    findOpening(tx, command),
  ])
  if (!known) return begun && openedBefore(node, tx, opening, begun)
  const found = await findRecord(tx, known.record)
  const same = isSame(node, known.content, { ...opening, record: known.record as RecordId })
  if (!found || found.kind !== opening.kind || !same) throw problem('command-conflict')
  return found.state
}

/** The record that this command began before a restore, and that came back from a partner. Throws `command-conflict`. */
async function openedBefore(node: Node, tx: Tx, opening: Opening, id: RecordId): Promise<RecordState> {
  const [action] = await actionsOf(tx, id)
  const found = await findRecord(tx, id)
  if (!action || !found || found.kind !== opening.kind || action.leader !== node.jurisdiction)
    throw problem('command-conflict')
  if (!tookBack(action, opening)) throw problem('command-conflict')
  return found.state
}

/** 受理地6-属地6-日期-流水-校验: serial numbers count per pair of places and local day. */
async function nextRecordId(node: Node, tx: Tx, { receiving, deciding }: Opening): Promise<RecordId> {
  const { zone } = await calendarOf(tx)
  const date = momentOf(node.time.now(), zone).date
  const serial = await node.serials.next(`record:${receiving}-${deciding}-${date}`, floorScope(date))
  return makeRecordId({ receiving, deciding, date, serial })
}
