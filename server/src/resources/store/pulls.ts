import type { Consent } from '@lianqiao/model/catalogue/resource-query.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import type { Selectable } from 'kysely'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { insertInto } from '../../platform/database/insert.ts'
import type { Pull } from '../../platform/database/tables.ts'
import { write } from '../../platform/transaction.ts'

export type StoredPull = Selectable<Pull>

const insertPulls = insertInto('pull')

export async function insertPull(
  tx: Tx,
  pull: {
    id: string
    resource: string
    provider: string
    purpose: string
    item: string
    answer: string
    granted_by: string
    consent: Consent
    content: Buffer
    pulled_by: string
    pulled_at: Instant
    expires_at: Instant
  },
): Promise<void> {
  await write(tx, insertPulls([pull]))
}

export async function findPull(db: Connection, id: string): Promise<StoredPull | undefined> {
  return db.selectFrom('pull').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Pulls, held until the transaction ends: each is used once. */
export async function lockPulls(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredPull>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('pull')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}

export async function markUsed(tx: Tx, ids: readonly string[], at: Instant): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('pull')
    .set({ used_at: at })
    .where('id', 'in', [...ids])
    .execute()
}

/** Tell the pulls, and the log of accesses, in which record they were used. */
export async function linkToRecord(tx: Tx, ids: readonly string[], record: string): Promise<void> {
  if (ids.length === 0) return
  await Promise.all([
    tx
      .updateTable('pull')
      .set({ record_id: record })
      .where('id', 'in', [...ids])
      .execute(),
    tx
      .updateTable('access')
      .set({ record_id: record })
      .where('pull_id', 'in', [...ids])
      .execute(),
  ])
}

/** Wipe what has expired: unused pulls altogether, of used ones the content, which stands in their record. */
export async function wipeExpired(tx: Tx, at: Instant): Promise<void> {
  const expired = new Date(at)
  await tx.deleteFrom('pull').where('expires_at', '<=', expired).where('used_at', 'is', null).execute()
  await tx
    .updateTable('pull')
    .set({ content: null })
    .where('expires_at', '<=', expired)
    .where('content', 'is not', null)
    .execute()
}
