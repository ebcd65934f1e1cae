import { randomUUIDv7 } from 'node:crypto'
import type { FileMediaType } from '@lianqiao/model/api/files.ts'
import { problem } from '@lianqiao/model/problems/problem.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
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
  /** The records that name it; of a bundle several share one scan. */
  records: string[]
  uploadedBy: string
}

/**
 * Seal a file into the database, so that it commits and restores with its record. `record`: bound to it at once. `id`: of
 * a copy from a partner; where this node holds it already, nothing changes.
 */
export async function storeFile(
  node: Node,
  tx: Tx,
  file: { bytes: Uint8Array; mediaType: FileMediaType; by: string; record?: string; id?: string },
): Promise<StoredFile> {
  const stored: StoredFile = {
    id: file.id ?? randomUUIDv7(),
    sha256: sha256(file.bytes) as Digest,
    mediaType: file.mediaType,
    size: file.bytes.length,
    records: file.record ? [file.record] : [],
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
      uploaded_by: stored.uploadedBy,
      created_at: node.time.now(),
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  if (file.record) await link(tx, [stored.id], file.record)
  return stored
}

/** What is known of a file; whether somebody may see it is the caller's question. */
export async function findFile(db: Connection, id: string): Promise<StoredFile | undefined> {
  return (await findFiles(db, [id]))[0]
}

/** The bytes of a file. Throws `not-found`. */
export async function openFile(node: Node, db: Connection, id: string): Promise<Uint8Array> {
  const row = await db.selectFrom('file').select('bytes').where('id', '=', id).executeTakeFirst()
  if (!row) throw problem('not-found')
  return node.vault.open(place(id), row.bytes)
}

/**
 * Bind uploads to the record that names them, in the transaction of the step that does: from then on the record's readers
 * see them. Only the uploader binds, or a record (`{record}`) hands its files on to one that follows from it. Binding again
 * changes nothing.
 * @returns the files in the order of `ids`. Throws `not-found` where one is missing or somebody else's.
 */
export async function bindFiles(
  tx: Tx,
  ids: readonly string[],
  record: string,
  from: { subject: string } | { record: string },
): Promise<StoredFile[]> {
  const files = new Map((await findFiles(tx, ids)).map(file => [file.id, file]))
  const bound = ids.map(id => {
    const file = files.get(id)
    const theirs = 'subject' in from ? file?.uploadedBy === from.subject : file?.records.includes(from.record)
    if (!file || !(theirs || file.records.includes(record))) throw problem('not-found')
    return { ...file, records: [...new Set([...file.records, record])] }
  })
  await link(tx, ids, record)
  return bound
}

/** Let a record that follows from another hold such of its files as lie on this node. */
export async function handOnFiles(tx: Tx, ids: readonly string[], from: string, to: string): Promise<void> {
  const held = (await findFiles(tx, ids)).filter(file => file.records.includes(from)).map(file => file.id)
  await link(tx, held, to)
}

/** Wipe uploads from before `before` that no record names. */
export async function wipeUnboundFiles(tx: Tx, before: Instant): Promise<void> {
  await tx
    .deleteFrom('file')
    .where('created_at', '<', new Date(before))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('file_record').select('record_id').whereRef('file_record.file_id', '=', 'file.id')),
      ),
    )
    .execute()
}

const place = (id: string) => `file:${id}`

async function link(tx: Tx, ids: readonly string[], record: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .insertInto('file_record')
    .values([...new Set(ids)].map(id => ({ file_id: id, record_id: record })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

async function findFiles(db: Connection, ids: readonly string[]): Promise<StoredFile[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('file')
    .select(['id', 'sha256', 'media_type', 'size', 'uploaded_by'])
    .select(({ selectFrom }) =>
      jsonArrayFrom(
        selectFrom('file_record').select('record_id').whereRef('file_record.file_id', '=', 'file.id'),
      ).as('bound'),
    )
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(row => ({
    id: row.id,
    sha256: row.sha256 as Digest,
    mediaType: row.media_type as FileMediaType,
    size: row.size,
    records: row.bound.map(b => b.record_id),
    uploadedBy: row.uploaded_by,
  }))
}
