import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import { mayRead, seesPersonalData } from '@lianqiao/model/people/may.ts'
import type { Principal } from '@lianqiao/model/people/principal.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { PermitData } from '@lianqiao/model/procedures/permit/data.ts'
import { permit } from '@lianqiao/model/procedures/permit/permit.ts'
import type { Action, Disclosure } from '@lianqiao/model/records/action.ts'
import { fold } from '@lianqiao/model/records/engine.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { Connection } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { actionsOf, disclosuresOf, findRecord } from '../records/index.ts'
import { findScope, type Listed } from './store.ts'

/** A case as it stands in lists: folded without personal data. `lock` holds it until the transaction ends. */
export async function getCase(
  db: Connection,
  id: string,
  options: { lock?: boolean } = {},
): Promise<RecordState<PermitData>> {
  const found = await findRecord(db, id, options)
  if (found?.kind !== permit.kind) throw problem('record-not-found')
  return found.state as RecordState<PermitData>
}

/** The scope of a case that this person may read; a case he may not read does not exist for him. */
export async function getReadable(db: Connection, who: Principal, id: string): Promise<Listed> {
  const found = await findScope(db, id)
  if (!found || !mayRead(who, found.scope)) throw problem('record-not-found')
  return found
}

/** A whole case: its steps, and its state with the personal parts that this node holds – if the reader may see them. */
export interface OpenCase {
  state: RecordState<PermitData>
  actions: Action[]
  parts: Map<number, Disclosure[]>
  personal: boolean
}

/** Fold a case for a reader. */
export async function openCase(node: Node, db: Connection, who: Principal, id: string): Promise<OpenCase> {
  const { scope } = await getReadable(db, who, id)
  return foldCase(node, db, id, seesPersonalData(who, scope))
}

/** Fold a case for the system, or for whom the caller has weighed already. */
export async function foldCase(node: Node, db: Connection, id: string, personal: boolean): Promise<OpenCase> {
  const actions = await actionsOf(db, id as RecordId)
  if (actions.length === 0) throw problem('record-not-found')
  const parts = personal ? await disclosuresOf(node, db, id) : new Map<number, Disclosure[]>()
  return { state: fold(permit, actions, seq => parts.get(seq) ?? []), actions, parts, personal }
}
