import { asked } from '../../platform/database/asked.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'

/** A row of a register, sealed, under the blind index of its key. */
export interface SealedRow {
  keyIndex: Buffer
  content: Buffer
}

export async function findRow(
  db: Connection,
  resource: string,
  keyIndex: Buffer,
): Promise<Buffer | undefined> {
  const [row] = await asked<{ content: Buffer }>(
    db,
    'select content from registry_row where resource = $1 and key_index = $2',
    [resource, keyIndex],
  )
  return row?.content
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
