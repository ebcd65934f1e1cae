import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { sql } from 'kysely'
import type { Database, Tx } from '../../platform/database/database.ts'
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
  const row = await db
    .insertInto('query_log')
    .values({
      direction: entry.direction,
      peer: entry.peer,
      id: entry.id,
      type: entry.type,
      record_id: entry.record ?? null,
      basis: entry.basis ?? null,
      at: entry.at,
      trace_id: entry.traceId ?? null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning(soonDurable)
    .executeTakeFirst()
  return row !== undefined
}

/** Log how it ended. An own question's end is no more awaited than its beginning; an answer leaves when its log is on the disk. */
export async function endQuery(
  db: Database,
  entry: Pick<QueryEntry, 'direction' | 'peer' | 'id'>,
  end: { outcome: 'answered' | 'refused' | 'failed'; problem?: string | undefined; durationMs: number },
): Promise<void> {
  await db
    .updateTable('query_log')
    .set({
      outcome: end.outcome,
      problem: end.problem ?? null,
      duration_ms: Math.round(end.durationMs),
    })
    .where('direction', '=', entry.direction)
    .where('peer', '=', entry.peer)
    .where('id', '=', entry.id)
    .$if(entry.direction === 'out', query => query.returning(soonDurable))
    .execute()
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
