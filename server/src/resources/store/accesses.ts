import type { Instant } from '@lianqiao/model/records/action.ts'
import { type Selectable, sql } from 'kysely'
import type { Connection, Tx } from '../../platform/database/database.ts'
import type { Access } from '../../platform/database/tables.ts'
import { write } from '../../platform/transaction.ts'

export type StoredAccess = Selectable<Access>

export async function insertAccess(
  tx: Tx,
  access: Omit<StoredAccess, 'id' | 'at' | 'record_id'> & { at: Instant },
): Promise<void> {
  await write(tx, tx.insertInto('access').values(access))
}

/**
 * How often a partner asked for a resource today. Whoever asks waits here for the transactions of those before him, so that
 * two at once cannot both be the last.
 */
export async function countToday(
  tx: Tx,
  { consumer, resource, day }: Pick<StoredAccess, 'consumer' | 'resource' | 'day'>,
): Promise<number> {
  const name = `quota:${consumer}:${resource}:${day}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
  const { count } = await tx
    .selectFrom('access')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('consumer', '=', consumer)
    .where('resource', '=', resource)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  return count
}

/** Accesses to a person's data, or for a record, newest first; a page begins below `before`. */
export async function findAccesses(
  db: Connection,
  by: { record?: string | undefined; subject?: Buffer | undefined },
  page: { before?: number | undefined; limit: number },
): Promise<StoredAccess[]> {
  let query = db.selectFrom('access').selectAll().orderBy('id', 'desc').limit(page.limit)
  if (by.record !== undefined) query = query.where('record_id', '=', by.record)
  if (by.subject !== undefined) query = query.where('subject_index', '=', by.subject)
  if (page.before !== undefined) query = query.where('id', '<', page.before)
  return query.execute()
}
