import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Check } from '../../platform/checks.ts'
import type { Connection } from '../../platform/database/database.ts'
import type { Node } from '../../platform/node.ts'
import { catchUps, holds } from '../store/catch-up.ts'

/** Nodes that were found free; a hold begins only before a node starts, so they stay so. */
const free = new WeakSet<Node>()

/**
 * Partners for whose sake nothing may be appended: at all, or to one record. A leader who came back from a backup does not
 * know its own last steps; would it append now, there would be two histories, both under its signature. The same where what a
 * partner holds of a record does not fit: the true steps may stand elsewhere.
 */
async function heldBy(node: Node, db: Connection, record?: RecordId): Promise<string[]> {
  if (free.has(node)) return []
  const all = await holds(db)
  if (all.length === 0) free.add(node)
  return all
    .filter(hold => hold.waiting || (record !== undefined && hold.records.includes(record)))
    .map(hold => hold.peer)
}

export async function isHeld(node: Node, db: Connection, record?: RecordId): Promise<boolean> {
  return (await heldBy(node, db, record)).length > 0
}

/** Throws `catching-up` as long as what was lost, or what was lost of this record, is not back. */
export async function requireCaughtUp(node: Node, db: Connection, record?: RecordId): Promise<void> {
  const peers = await heldBy(node, db, record)
  if (peers.length > 0) throw problem('catching-up', { peers: peers.join('、') })
}

/** A warning only: partners must reach a node that catches up, or two of them would wait for each other. */
export async function checkCatchUp(node: Node): Promise<Check[]> {
  const all = await catchUps(node.db)
  const waiting = all.filter(one => !one.doneAt).map(one => `${one.peer} waiting`)
  const refused = all
    .filter(one => one.problems.length > 0)
    .map(one => `${one.peer} ${one.problems.length} refused`)
  const told = [...waiting, ...refused].join(', ')
  return [told ? { name: 'catch-up', state: 'warning', detail: told } : { name: 'catch-up', state: 'ok' }]
}
