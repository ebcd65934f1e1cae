import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import { asked, statement } from '../../platform/database/asked.ts'
import type { Database, Tx } from '../../platform/database/database.ts'
import { insertInto } from '../../platform/database/insert.ts'
import { soonDurable } from '../../platform/database/soon.ts'
import { write } from '../../platform/transaction.ts'

export interface InboxEntry {
  peer: JurisdictionCode
  id: string
  sha256: string
  type: string
  record: string | undefined
  at: Instant
}

/**
 * Take a place in the inbox. Waits where another process handles the same message at this moment.
 * @returns undefined where the place is taken now, else what holds it
 */
export async function takeInbox(
  tx: Tx,
  entry: InboxEntry,
): Promise<{ sha256: string; receipt: string | null } | undefined> {
  const taken = await tx
    .insertInto('inbox')
    .values({
      peer: entry.peer,
      id: entry.id,
      sha256: entry.sha256,
      type: entry.type,
      record_id: entry.record ?? null,
      received_at: entry.at,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (taken) return undefined
  return tx
    .selectFrom('inbox')
    .select(['sha256', 'receipt'])
    .where('peer', '=', entry.peer)
    .where('id', '=', entry.id)
    .executeTakeFirstOrThrow()
}

/** What is held of these messages of a partner, by id. */
export async function heldOf(
  tx: Tx,
  peer: JurisdictionCode,
  ids: readonly string[],
): Promise<Map<string, { sha256: string; receipt: string | null }>> {
  const held = await asked<{ id: string; sha256: string; receipt: string | null }>(
    tx,
    'select id, sha256, receipt from inbox where peer = $1 and id = any ($2::uuid[])',
    [peer, ids],
  )
  return new Map(held.map(({ id, ...held }) => [id, held]))
}

const insertMessages = insertInto('inbox')

/** Keep a message that was handled, with its receipt. The transaction fails where another process did the same meanwhile. */
export async function keepHandled(tx: Tx, entry: InboxEntry, receipt: string): Promise<void> {
  const { peer, id, sha256, type, record = null, at } = entry
  await write(tx, insertMessages([{ peer, id, sha256, type, record_id: record, received_at: at, receipt }]))
}

export async function storeReceipt(tx: Tx, peer: string, id: string, receipt: string): Promise<void> {
  await write(tx, tx.updateTable('inbox').set({ receipt }).where('peer', '=', peer).where('id', '=', id))
}

/** Do `work`; where it throws something that `refusal` knows, undo it alone and answer that, keeping the transaction. */
export async function orUndo<Refusal>(
  tx: Tx,
  work: () => Promise<void>,
  refusal: (error: unknown) => Refusal | undefined,
): Promise<Refusal | undefined> {
  // It leaves before what the work asks, which need not wait for it.
  const kept = sql`savepoint handling`.execute(tx)
  try {
    await Promise.all([kept, work()])
    return undefined
  } catch (error) {
    const known = refusal(error)
    if (known === undefined) throw error
    await sql`rollback to savepoint handling`.execute(tx)
    return known
  }
}

/** Raise an alarm; while the same one is open, it is not raised twice. */
export async function raiseAlarm(
  tx: Tx,
  alarm: { at: Instant; peer: JurisdictionCode; kind: string; object: string; traceId?: string | undefined },
): Promise<void> {
  const { at, peer, kind, object, traceId } = alarm
  const open = await tx
    .selectFrom('alarm')
    .select('id')
    .where('peer', '=', peer)
    .where('kind', '=', kind)
    .where('object', '=', object)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  if (open) return
  await tx
    .insertInto('alarm')
    .values({ at, peer, kind, object, trace_id: traceId ?? null })
    .execute()
}

export interface QueryEntry {
  direction: 'in' | 'out'
  peer: JurisdictionCode
  id: string
  type: string
  record?: string | undefined
  basis?: string | undefined
  at: Instant
  traceId?: string | undefined
}

/**
 * Log a query before it is answered. The disk is not waited for: nothing leaves this node, and nobody sees an answer, before
 * a later commit took the entry along – the end of an answer, the log of what was seen.
 * @returns false where this id was used before
 */
export async function beginQuery(db: Database, entry: QueryEntry): Promise<boolean> {
  const { direction, peer, id, type, record = null, basis = null, at, traceId = null } = entry
  const taken = await asked(
    db,
    `insert into query_log (direction, peer, id, type, record_id, basis, at, trace_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning ${soonDurable}`,
    [direction, peer, id, type, record, basis, at, traceId],
  )
  return taken.length > 0
}

export interface QueryEnd {
  outcome: 'answered' | 'refused' | 'failed'
  problem?: string | undefined
  durationMs: number
}

/** Log how it ended. With `soon`, the disk is no more awaited than at its beginning. */
export async function endQuery(
  tx: Tx,
  { direction, peer, id }: Pick<QueryEntry, 'direction' | 'peer' | 'id'>,
  { outcome, problem, durationMs }: QueryEnd,
  { soon = false } = {},
): Promise<void> {
  const text = `update "query_log" set outcome = $4, problem = $5, duration_ms = $6
    where direction = $1 and peer = $2 and id = $3 ${soon ? `returning ${soonDurable}` : ''}`
  await write(tx, statement(text, [direction, peer, id, outcome, problem ?? null, Math.round(durationMs)]))
}

/** How many messages of a type a partner has sent since, the one that is being handled among them. */
export async function countReceived(tx: Tx, peer: string, type: string, since: Instant): Promise<number> {
  const { count } = await tx
    .selectFrom('inbox')
    .select(eb => eb.fn.countAll<string>().as('count'))
    .where('peer', '=', peer)
    .where('type', '=', type)
    .where('received_at', '>', new Date(since))
    .executeTakeFirstOrThrow()
  return Number(count)
}
