import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Action, Disclosure } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { insertInto } from '../../platform/database/insert.ts'
import type { Json } from '../../platform/database/tables.ts'
import type { Node } from '../../platform/node.ts'
import { instantOf } from '../../platform/time.ts'
import { write } from '../../platform/transaction.ts'
import { insertDisclosures } from './disclosures.ts'

const insertActions = insertInto('action')

/** Append one action and its personal parts, sealed. */
export async function insertAction(
  node: Node,
  tx: Tx,
  action: Action,
  disclosures: readonly Disclosure[],
): Promise<void> {
  const row = {
    record_id: action.record,
    seq: action.seq,
    verb: action.verb,
    at: action.at,
    leader: action.leader,
    actor: action.actor as Json,
    body: action.body as Json,
    sealed: action.sealed as Json,
    command_id: action.command,
    proof: (action.proof as Json | undefined) ?? null,
    prev: action.prev,
    hash: action.hash,
    signature: action.signature,
  }
  await write(tx, insertActions([row]))
  await insertDisclosures(node, tx, action.record, action.seq, disclosures)
}

/** The actions of a record in order, from `fromSeq` on. */
export async function actionsOf(db: Connection, record: string, fromSeq = 0): Promise<Action[]> {
  const rows = await db
    .selectFrom('action')
    .selectAll()
    .where('record_id', '=', record)
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .execute()
  return rows.map(actionOf)
}

export async function findActionByCommand(
  db: Connection,
  record: string,
  command: string,
): Promise<Action | undefined> {
  const row = await db
    .selectFrom('action')
    .selectAll()
    .where('record_id', '=', record)
    .where('command_id', '=', command)
    .executeTakeFirst()
  return row && actionOf(row)
}

/** Where a command stands in a chain. */
export type Use = Pick<Action, 'record' | 'seq' | 'command' | 'hash'>

/** Where these commands stand already: in this record, or as what began another. Both are walks along an index. */
export async function usesOf(db: Connection, record: string, commands: readonly string[]): Promise<Use[]> {
  return asked<Use>(
    db,
    `select record_id as record, seq, command_id as command, hash from action
       where record_id = $1 and command_id = any ($2::uuid[])
     union
     select record_id, seq, command_id, hash from action where command_id = any ($2::uuid[]) and seq = 0`,
    [record, commands],
  )
}

/** The record that a command began. */
export async function findOpening(db: Connection, command: string): Promise<RecordId | undefined> {
  const row = await db
    .selectFrom('action')
    .select('record_id')
    .where('command_id', '=', command)
    .where('seq', '=', 0)
    .executeTakeFirst()
  return row?.record_id as RecordId | undefined
}

/** Let nobody else begin a record by this command until the transaction ends: the second waits and finds the first. */
export async function lockOpening(tx: Tx, command: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${command}, 0))`.execute(tx)
}

interface ActionRow {
  record_id: string
  seq: number
  verb: string
  at: Date
  leader: string
  actor: unknown
  body: unknown
  sealed: unknown
  command_id: string
  proof: unknown
  prev: string | null
  hash: string
  signature: string
}

/** Back from the row to the very JSON that was hashed. */
function actionOf(row: ActionRow): Action {
  return {
    record: row.record_id,
    seq: row.seq,
    verb: row.verb,
    at: instantOf(row.at),
    leader: row.leader,
    actor: row.actor,
    body: row.body,
    sealed: row.sealed,
    command: row.command_id,
    ...(row.proof ? { proof: row.proof } : {}),
    prev: row.prev,
    hash: row.hash,
    signature: row.signature,
  } as Action
}
