import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Action, Disclosure } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import type { Connection, Tx } from '../platform/database/database.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'

/** A record as it is stored: the fold without any personal data. */
export interface StoredRecord {
  kind: string
  state: RecordState
}

/** The record, or nothing. `lock` holds it until the transaction ends: one append at a time. */
export async function findRecord(
  db: Connection,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredRecord | undefined> {
  const query = db.selectFrom('record').select(['kind', 'state']).where('id', '=', id)
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst()
  return row && { kind: row.kind, state: row.state as unknown as RecordState }
}

/** Many records at once, by id. */
export async function findRecords(
  db: Connection,
  ids: readonly string[],
): Promise<Map<string, StoredRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('record')
    .select(['id', 'kind', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(r => [r.id, { kind: r.kind, state: r.state as unknown as RecordState }]))
}

/** Write the projection after an append. `wakeAt`: when the leader must look at the clocks again by itself. */
export async function saveRecord(tx: Tx, state: RecordState, wakeAt: string | undefined): Promise<void> {
  const row = {
    phase: state.phase,
    ended: state.ended,
    seq: state.seq,
    head: state.head,
    leader: state.leader,
    offered_to: state.offered?.to ?? null,
    participants: [...state.participants],
    changed_at: state.changedAt,
    wake_at: wakeAt ?? null,
    state: JSON.stringify(state),
  }
  await tx
    .insertInto('record')
    .values({ id: state.id, kind: state.kind, version: state.version, opened_at: state.openedAt, ...row })
    .onConflict(c => c.column('id').doUpdateSet(row))
    .execute()
}

/** Append one action and its personal parts, sealed. */
export async function insertAction(
  node: Node,
  tx: Tx,
  action: Action,
  disclosures: readonly Disclosure[],
): Promise<void> {
  await tx
    .insertInto('action')
    .values({
      record_id: action.record,
      seq: action.seq,
      verb: action.verb,
      at: action.at,
      leader: action.leader,
      actor: JSON.stringify(action.actor),
      body: JSON.stringify(action.body),
      sealed: JSON.stringify(action.sealed),
      command_id: action.command,
      proof: action.proof ? JSON.stringify(action.proof) : null,
      prev: action.prev,
      hash: action.hash,
      signature: action.signature,
    })
    .execute()
  await insertDisclosures(node, tx, action.record, action.seq, disclosures)
}

export async function insertDisclosures(
  node: Node,
  tx: Tx,
  record: string,
  seq: number,
  disclosures: readonly Disclosure[],
): Promise<void> {
  if (disclosures.length === 0) return
  await tx
    .insertInto('disclosure')
    .values(
      disclosures.map(d => ({
        record_id: record,
        seq,
        name: d.name,
        bytes: node.vault.sealJson(place(record, seq, d.name), d),
      })),
    )
    .onConflict(c => c.doNothing())
    .execute()
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

/** The last action, to which the next one must tie. */
export async function lastAction(db: Connection, record: string): Promise<Action | undefined> {
  const row = await db
    .selectFrom('action')
    .selectAll()
    .where('record_id', '=', record)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && actionOf(row)
}

/** The personal parts that this node holds, by step. */
export async function disclosuresOf(
  node: Node,
  db: Connection,
  record: string,
): Promise<Map<number, Disclosure[]>> {
  const rows = await db.selectFrom('disclosure').selectAll().where('record_id', '=', record).execute()
  const bySeq = new Map<number, Disclosure[]>()
  for (const row of rows) {
    const opened = node.vault.openJson(place(record, row.seq, row.name), row.bytes) as Disclosure
    bySeq.set(row.seq, [...(bySeq.get(row.seq) ?? []), opened])
  }
  return bySeq
}

/** Wipe personal parts for good; the chain goes on verifying without them. */
export async function eraseDisclosures(tx: Tx, record: string, names: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('disclosure')
    .where('record_id', '=', record)
    .where('name', 'in', [...names])
    .execute()
}

/** The next serial number in a scope, beginning with 1. */
export async function nextSerial(tx: Tx, scope: string): Promise<number> {
  const row = await tx
    .insertInto('serial')
    .values({ scope, last: 1 })
    .onConflict(c => c.column('scope').doUpdateSet(eb => ({ last: eb('serial.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

/** Records led here whose clock asks to be looked at. */
export async function dueRecords(db: Connection, now: string, most: number): Promise<RecordId[]> {
  const rows = await db
    .selectFrom('record')
    .select('id')
    .where('wake_at', '<=', new Date(now))
    .orderBy('wake_at')
    .limit(most)
    .execute()
  return rows.map(r => r.id as RecordId)
}

export interface AskedCommand {
  id: string
  record: string
  verb: string
  leader: string
  askedBy: string
  askedAt: string
}

export async function insertCommand(tx: Tx, c: AskedCommand): Promise<void> {
  await tx
    .insertInto('command')
    .values({
      id: c.id,
      record_id: c.record,
      verb: c.verb,
      leader: c.leader,
      asked_by: c.askedBy,
      asked_at: c.askedAt,
    })
    .onConflict(o => o.doNothing())
    .execute()
}

/** Mark commands as answered: those whose action arrived, or one that was refused. */
export async function settleCommands(
  tx: Tx,
  ids: readonly string[],
  at: string,
  refusal?: unknown,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('command')
    .set({
      state: refusal === undefined ? 'done' : 'refused',
      settled_at: at,
      problem: refusal === undefined ? null : JSON.stringify(refusal),
    })
    .where('id', 'in', [...ids])
    .where('state', '=', 'asked')
    .execute()
}

export interface PendingCommand {
  id: string
  verb: string
  leader: string
  askedAt: string
  state: string
  problem: unknown
}

/** Commands of this node on a record that are still open or were refused, oldest first. */
export async function pendingCommands(db: Connection, record: string): Promise<PendingCommand[]> {
  const rows = await db
    .selectFrom('command')
    .selectAll()
    .where('record_id', '=', record)
    .where('state', '!=', 'done')
    .orderBy('asked_at')
    .execute()
  return rows.map(r => ({
    id: r.id,
    verb: r.verb,
    leader: r.leader,
    askedAt: instantOf(r.asked_at),
    state: r.state,
    problem: r.problem,
  }))
}

const place = (record: string, seq: number, name: string) => `disclosure:${record}:${seq}:${name}`

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
