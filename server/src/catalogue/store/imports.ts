import type { ImportPreview } from '@lianqiao/model/api/catalogue-admin.ts'
import type { ItemVersion } from '@lianqiao/model/catalogue/item.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'

/** What confirming would publish: the guide, and the digest of the version that it was compared with. */
export interface PlannedVersion {
  document: ItemVersion
  replaces: string | null
}

export interface StoredImport {
  preview: ImportPreview
  planned: PlannedVersion[]
}

export async function insertImport(tx: Tx, by: string, { preview, planned }: StoredImport): Promise<void> {
  await tx
    .insertInto('catalogue_import')
    .values({
      id: preview.id,
      uploaded_by: by,
      created_at: preview.createdAt,
      expires_at: preview.expiresAt,
      preview: JSON.stringify(preview),
      versions: JSON.stringify(planned),
    })
    .execute()
}

const stored = (row: { preview: unknown; versions: unknown }): StoredImport => ({
  preview: row.preview as ImportPreview,
  planned: row.versions as PlannedVersion[],
})

export async function findImport(db: Connection, id: string): Promise<StoredImport | undefined> {
  const row = await db
    .selectFrom('catalogue_import')
    .select(['preview', 'versions'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && stored(row)
}

/** The same, held until the end of the transaction, so that it is confirmed once. */
export async function lockImport(tx: Tx, id: string): Promise<StoredImport | undefined> {
  const row = await tx
    .selectFrom('catalogue_import')
    .select(['preview', 'versions'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && stored(row)
}

export async function settleImport(tx: Tx, preview: ImportPreview): Promise<void> {
  await tx
    .updateTable('catalogue_import')
    .set({ confirmed_at: preview.confirmedAt ?? null, preview: JSON.stringify(preview), versions: '[]' })
    .where('id', '=', preview.id)
    .execute()
}

/** Previews nobody confirmed are forgotten a day after they expired. */
export async function deleteStale(tx: Tx, before: string): Promise<void> {
  await tx
    .deleteFrom('catalogue_import')
    .where('confirmed_at', 'is', null)
    .where('expires_at', '<', before as never)
    .execute()
}
