import type { Instant } from '@lianqiao/model/records/action.ts'
import type { Selectable } from 'kysely'
import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { insertInto } from '../../platform/database/insert.ts'
import { soonDurable } from '../../platform/database/soon.ts'
import type { Access } from '../../platform/database/tables.ts'
import { write } from '../../platform/transaction.ts'

export type StoredAccess = Selectable<Access>

const insertAccesses = insertInto('access')

export async function insertAccess(
  tx: Tx,
  access: Omit<StoredAccess, 'id' | 'at' | 'record_id'> & { at: Instant },
): Promise<void> {
  await write(tx, insertAccesses([access]))
}

/**
 * Count one more query of a partner for a resource today. @returns how many these are; whoever asks at the same time waits
 * for this transaction, so that two at once cannot both be the last, and what is rolled back is not counted. They wait for
 * no disk: an answer leaves the node when the end of its query is on it (`exchange/answer.ts`), and this before that.
 */
export async function countUse(
  tx: Tx,
  use: Pick<StoredAccess, 'consumer' | 'resource' | 'day'>,
): Promise<number> {
  const [counted] = await asked<{ used: number }>(
    tx,
    `insert into resource_use as known (consumer, resource, day, used) values ($1, $2, $3, 1)
     on conflict (consumer, resource, day) do update set used = known.used + 1
     returning used, ${soonDurable}`,
    [use.consumer, use.resource, use.day],
  )
  if (!counted) throw new TypeError('a use that is not counted')
  return counted.used
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
