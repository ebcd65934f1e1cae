import { randomUUIDv7 } from 'node:crypto'
import type { FileMediaType } from '@lianqiao/model/api/files.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import type { Connection, Tx } from './database/database.ts'
import type { Node } from './node.ts'
import { sha256 } from './vault.ts'

/** A stored file without its bytes. */
export interface StoredFile {
  id: string
  sha256: Digest
  mediaType: FileMediaType
  /** Bytes. */
  size: number
  /** The record it belongs to; null while nothing names it. */
  record: string | null
  uploadedBy: string
}

/** Seal a file into the database, so that it commits and restores with its record. `record`: bound to it at once. */
export async function storeFile(
  node: Node,
  tx: Tx,
  file: { bytes: Uint8Array; mediaType: FileMediaType; by: string; record?: string },
): Promise<StoredFile> {
  const stored: StoredFile = {
    id: randomUUIDv7(),
    sha256: sha256(file.bytes) as Digest,
    mediaType: file.mediaType,
    size: file.bytes.length,
    record: file.record ?? null,
    uploadedBy: file.by,
  }
  await tx
    .insertInto('file')
    .values({
      id: stored.id,
      sha256: stored.sha256,
      media_type: stored.mediaType,
      bytes: node.vault.seal(place(stored.id), file.bytes),
      size: stored.size,
      record_id: stored.record,
      uploaded_by: stored.uploadedBy,
      created_at: node.time.now(),
    })
    .execute()
  return stored
}

/** What is known of a file; whether somebody may see it is the caller's question. */
export async function findFile(db: Connection, id: string): Promise<StoredFile | undefined> {
  const row = await db.selectFrom('file').select(columns).where('id', '=', id).executeTakeFirst()
  return row && storedFile(row)
}

/** The bytes of a file. Throws `not-found`. */
export async function openFile(node: Node, db: Connection, id: string): Promise<Uint8Array> {
  const row = await db.selectFrom('file').select('bytes').where('id', '=', id).executeTakeFirst()
  if (!row) throw problem('not-found')
  return node.vault.open(place(id), row.bytes)
}

/**
 * Bind uploads to the record that names them, in the transaction of the step that does: from then on the record's readers
 * see them. Only the uploader binds, and a file belongs to one record for ever; binding it again to the same is no change.
 * @returns the files in the order of `ids`. Throws `not-found` where one is missing, somebody else's or another record's.
 */
export async function bindFiles(
  tx: Tx,
  ids: readonly string[],
  record: string,
  by: string,
): Promise<StoredFile[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('file')
    .select(columns)
    .where('id', 'in', [...ids])
    .forUpdate()
    .execute()
  const files = new Map(rows.map(row => [row.id, storedFile(row)]))
  const bound = ids.map(id => {
    const file = files.get(id)
    if (!file || (file.record === null ? file.uploadedBy !== by : file.record !== record))
      throw problem('not-found')
    return { ...file, record }
  })
  await tx
    .updateTable('file')
    .set({ record_id: record })
    .where('id', 'in', [...ids])
    .execute()
  return bound
}

/** Wipe uploads that no record named since `before`. @returns how many. */
export async function wipeUnboundFiles(tx: Tx, before: Instant): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('file')
    .where('record_id', 'is', null)
    .where('created_at', '<', new Date(before))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

const place = (id: string) => `file:${id}`
const columns = ['id', 'sha256', 'media_type', 'size', 'record_id', 'uploaded_by'] as const

function storedFile(row: {
  id: string
  sha256: string
  media_type: string
  size: number
  record_id: string | null
  uploaded_by: string
}): StoredFile {
  return {
    id: row.id,
    sha256: row.sha256 as Digest,
    mediaType: row.media_type as FileMediaType,
    size: row.size,
    record: row.record_id,
    uploadedBy: row.uploaded_by,
  }
}
