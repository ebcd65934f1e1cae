import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { soonDurable } from '../../platform/database/soon.ts'

/** A row of a register, sealed, under the blind index of its key. */
export interface SealedRow {
  keyIndex: Buffer
  content: Buffer
}

/** Where a row stands. */
export interface RowKey {
  resource: string
  keyIndex: Buffer
}

export async function findRow(db: Connection, { resource, keyIndex }: RowKey): Promise<Buffer | undefined> {
  const [row] = await asked<{ content: Buffer }>(
    db,
    'select content from registry_row where resource = $1 and key_index = $2',
    [resource, keyIndex],
  )
  return row?.content
}

/**
 * Find a row for a partner, and count one more query for its resource today, by one statement: whoever asks at the same time
 * waits for it, so that two at once cannot both be the last. It waits for no disk: an answer leaves the node when the end of
 * its query is on it (`exchange/answer.ts`), and this before that. What goes wrong after it stays counted.
 * @returns undefined, and counts nothing, where the quota is used up
 */
export async function findRowOnce(
  db: Connection,
  { resource, keyIndex }: RowKey,
  { consumer, day, quota }: { consumer: string; day: string; quota: number },
): Promise<{ content: Buffer | null } | undefined> {
  const [row] = await asked<{ content: Buffer | null }>(
    db,
    `insert into resource_use as known (consumer, resource, day, used) values ($1, $2, $3, 1)
     on conflict (consumer, resource, day) do update set used = known.used + 1 where known.used < $4
     returning (select content from registry_row r where r.resource = $2 and r.key_index = $5), ${soonDurable}`,
    [consumer, resource, day, quota, keyIndex],
  )
  return row
}

/** Put these rows in the place of all that the resource had. */
export async function replaceRows(tx: Tx, resource: string, rows: readonly SealedRow[]): Promise<void> {
  await tx.deleteFrom('registry_row').where('resource', '=', resource).execute()
  if (rows.length === 0) return
  await tx
    .insertInto('registry_row')
    .values(rows.map(row => ({ resource, key_index: row.keyIndex, content: row.content })))
    .execute()
}
