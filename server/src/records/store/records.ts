import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { Actor } from '@lianqiao/model/records/action.ts'
import type { RecordState } from '@lianqiao/model/records/state.ts'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { gathered } from '../../platform/database/gathered.ts'
import { insertInto } from '../../platform/database/insert.ts'
import { onePlan } from '../../platform/database/preparing-client.ts'
import type { Json } from '../../platform/database/tables.ts'
import { instantOf } from '../../platform/time.ts'
import { write } from '../../platform/transaction.ts'

/** A record as it is stored: the fold without any personal data. */
export interface StoredRecord {
  kind: string
  state: RecordState
}

/** Held in the order of their ids, so that two who hold several do not wait for one another. */
const lockedRecords = gathered<StoredRecord & { id: string }>(
  (tx, ids) =>
    asked(tx, `select id, kind, state from record where id = any ($1) order by id for update ${onePlan}`, [
      ids,
    ]),
  row => row.id,
)

/** The record, or nothing. `lock` holds it until the transaction ends: one append at a time. */
export async function findRecord(
  db: Connection,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredRecord | undefined> {
  if (options.lock) return lockedRecords(db, id)
  const row = await db.selectFrom('record').select(['kind', 'state']).where('id', '=', id).executeTakeFirst()
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

/** One step as whoever may know only that it was taken sees it. */
export interface StepTaken {
  verb: string
  at: string
  jurisdiction: string
  by: 'staff' | 'applicant' | 'system'
}

/** Records with the steps taken on them, in the order of `ids`, without anything of what the steps held. */
export async function storiesOf(
  db: Connection,
  ids: readonly string[],
): Promise<(StoredRecord & { steps: StepTaken[] })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('record')
    .select(['id', 'kind', 'state'])
    .select(eb =>
      jsonArrayFrom(
        eb
          .selectFrom('action')
          .select(['verb', 'at', 'actor'])
          .whereRef('record_id', '=', 'record.id')
          .orderBy('seq'),
      ).as('steps'),
    )
    .where('id', 'in', [...ids])
    .execute()
  const stories = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = stories.get(id)
    if (!row) return []
    const steps = row.steps.map(({ verb, at, actor }) => {
      const { jurisdiction, kind: by } = actor as unknown as Actor
      return { verb, at: instantOf(new Date(at)), jurisdiction, by }
    })
    return [{ kind: row.kind, state: row.state as unknown as RecordState, steps }]
  })
}

/** What a step changes of its record's row. */
const changing = [
  'phase',
  'ended',
  'seq',
  'head',
  'leader',
  'offered_to',
  'participants',
  'changed_at',
  'wake_at',
  'state',
] as const

const insertOrChange = insertInto('record', { key: 'id', takes: changing })

/** Write the projection after an append. `wakeAt`: when the leader must look at the clocks again by itself. */
export async function saveRecord(tx: Tx, state: RecordState, wakeAt: string | undefined): Promise<void> {
  const row = {
    id: state.id,
    kind: state.kind,
    version: state.version,
    opened_at: state.openedAt,
    phase: state.phase,
    ended: state.ended,
    seq: state.seq,
    head: state.head,
    leader: state.leader,
    offered_to: state.offered?.to ?? null,
    participants: [...state.participants],
    changed_at: state.changedAt,
    wake_at: wakeAt ?? null,
    state: state as unknown as Json,
  }
  await write(tx, insertOrChange([row]))
}

/** Let the numbers that are counted under a scope of `floor` go on above `last`. */
export async function raiseFloor(tx: Tx, floor: string, last: number): Promise<void> {
  await tx
    .insertInto('serial')
    .values({ scope: floor, last })
    .onConflict(c => c.column('scope').doUpdateSet({ last }))
    .execute()
}

/** Records whose clocks still count, by number, a page at a time. */
export async function runningRecords(db: Connection, after: string, most: number): Promise<RecordId[]> {
  const rows = await db
    .selectFrom('record')
    .select('id')
    .where('ended', '=', false)
    .where('id', '>', after)
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(r => r.id as RecordId)
}

/** Look at a record's clocks later. */
export async function postponeWake(db: Connection, id: string, until: string): Promise<void> {
  await db.updateTable('record').set({ wake_at: until }).where('id', '=', id).execute()
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
