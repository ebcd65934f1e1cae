import type { Instant } from '@lianqiao/model/records/action.ts'
import type { Selectable } from 'kysely'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { insertInto } from '../../platform/database/insert.ts'
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
