import { momentOf } from '@lianqiao/model/clocks/moment.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import { makeRecordId, type RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Actor, Body, CommandId } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { calendarOf } from '../../platform/calendar.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { append } from '../append.ts'
import { kindOf } from '../kinds.ts'
import { type Parts, sealParts } from '../parts.ts'
import { findOpening, findRecord, nextSerial } from '../store.ts'

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
  traceId?: string | undefined
}

/** Begin a record in the caller's transaction. The same command again answers with the record it began. */
export async function open(node: Node, tx: Tx, opening: Opening): Promise<RecordState> {
  const { verb, actor, body, command, traceId } = opening
  const known = await findOpening(tx, command)
  if (known) {
    const found = await findRecord(tx, known)
    if (!found) throw problem('command-conflict')
    return found.state
  }
  const { sealed, disclosures } = sealParts(opening.parts)
  const record = await nextRecordId(node, tx, opening)
  const entry = { record, command, verb, actor, body, sealed, disclosures, traceId }
  return (await append(node, tx, kindOf(node, opening.kind), undefined, entry)).state
}

/** 受理地6-属地6-日期-流水-校验: serial numbers count per pair of places and local day. */
async function nextRecordId(node: Node, tx: Tx, { receiving, deciding }: Opening): Promise<RecordId> {
  const { zone } = await calendarOf(tx)
  const date = momentOf(node.time.now(), zone).date
  const serial = await nextSerial(tx, `record:${receiving}-${deciding}-${date}`)
  return makeRecordId({ receiving, deciding, date, serial })
}
