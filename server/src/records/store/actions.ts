import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Action, Disclosure } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { gathered } from '../../platform/database/gathered.ts'
import { insertInto } from '../../platform/database/insert.ts'
import { onePlan } from '../../platform/database/preparing-client.ts'
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

const columns = `record_id, seq, verb, at, leader, actor, body, sealed, command_id, proof, prev, hash, signature`

const chains = gathered<{ record: string; actions: Action[] }>(
  async (db, records) => {
    const rows = await asked<ActionRow>(
      db,
      `select ${columns} from action where record_id = any ($1) order by record_id, seq ${onePlan}`,
      [records],
    )
    return [...Map.groupBy(rows, row => row.record_id)].map(([record, rows]) => ({
      record,
      actions: rows.map(actionOf),
    }))
  },
  ({ record }) => record,
)

/** The actions of a record in order. */
export async function actionsOf(db: Connection, record: string): Promise<Action[]> {
  return (await chains(db, record))?.actions ?? []
}

/** Those from `seq` on. */
export async function actionsFrom(db: Connection, record: string, seq: number): Promise<Action[]> {
  const rows = await asked<ActionRow>(
    db,
    `select ${columns} from action where record_id = $1 and seq >= $2 order by seq ${onePlan}`,
    [record, seq],
  )
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

const uses = gathered<Use>(
  (db, places) => {
    const [records, commands] = [0, 1].map(part => places.map(place => place.split(' ')[part]))
    return asked(
      db,
      `select record_id as record, seq, command_id as command, hash from action
       where record_id = any ($1) and command_id = any ($2::uuid[])`,
      [[...new Set(records)], commands],
    )
  },
  ({ record, command }) => `${record} ${command}`,
)

const openings = gathered<Use>(
  (db, commands) =>
    asked(
      db,
      `select record_id as record, seq, command_id as command, hash from action
       where command_id = any ($1::uuid[]) and seq = 0`,
      [commands],
    ),
  ({ command }) => command,
)

/** Where a command stands in a record. */
export const findUse = (db: Connection, record: string, command: string): Promise<Use | undefined> =>
  uses(db, `${record} ${command}`)

/** Where these commands stand already: in this record, or as what began another. */
export async function usesOf(db: Connection, record: string, commands: readonly string[]): Promise<Use[]> {
  const found = await Promise.all(
    commands.flatMap(command => [findUse(db, record, command), openings(db, command)]),
  )
  return found.filter(use => use !== undefined)
}

/** The record that a command began. */
export async function findOpening(db: Connection, command: string): Promise<RecordId | undefined> {
  return (await openings(db, command))?.record
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
