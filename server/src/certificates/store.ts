import type { CertificateStatus } from '@lianqiao/model/certificates/certificate.ts'
import type { CertificateContent } from '@lianqiao/model/certificates/face.ts'
import type { CertificateId } from '@lianqiao/model/identifiers/certificate-id.ts'
import type { RecordId } from '@lianqiao/model/identifiers/record-id.ts'
import type { TrackingCode } from '@lianqiao/model/identifiers/tracking-code.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import type { Selectable } from 'kysely'
import type { Connection, Tx } from '../platform/database/database.ts'
import type { Certificate as Row } from '../platform/database/tables.ts'
import type { Node } from '../platform/node.ts'
import { instantOf } from '../platform/time.ts'

/** A place in a status list. */
export interface StatusPlace {
  list: number
  index: number
}

/** A certificate that this node issued. */
export interface Certificate {
  id: CertificateId
  record: RecordId
  /** The step of the record that granted it. */
  seq: number
  content: CertificateContent
  /** SD-JWT VC with all its disclosures. */
  credential: string
  file: string
  /** SHA-256 of the PDF. */
  digest: Digest
  status: CertificateStatus
  place: StatusPlace
  issuedAt: Instant
}

/** Certificates a list; two bits each, so 16 KiB before compression. Large, so that an index hides among many. */
const listSize = 65_536

/** Take the next free place, beginning a new list when the last one is full. */
export async function takePlace(tx: Tx): Promise<StatusPlace> {
  for (;;) {
    const last = await tx
      .selectFrom('status_list')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const taken = last && (await takeFrom(tx, last.id))
    if (taken) return taken
    await tx
      .insertInto('status_list')
      .values({ id: (last?.id ?? 0) + 1, size: listSize, next: 0 })
      .onConflict(c => c.doNothing())
      .execute()
  }
}

async function takeFrom(tx: Tx, list: number): Promise<StatusPlace | undefined> {
  const row = await tx
    .updateTable('status_list')
    .set(eb => ({ next: eb('next', '+', 1) }))
    .where('id', '=', list)
    .whereRef('next', '<', 'size')
    .returning('next')
    .executeTakeFirst()
  return row && { list, index: row.next - 1 }
}

/**
 * After a restore the next certificate begins a new list, numbered by the minute: in those known places may be taken by
 * certificates that people hold and this node has forgotten, and two must never share the bit that revokes one.
 */
export async function beginListAfterRestore(tx: Tx, at: Instant): Promise<void> {
  const id = Math.floor(Date.parse(at) / 60_000)
  await tx
    .insertInto('status_list')
    .values({ id, size: listSize, next: 0 })
    .onConflict(c => c.doNothing())
    .execute()
}

export async function insertCertificate(node: Node, tx: Tx, certificate: Certificate): Promise<void> {
  const { id, content, place } = certificate
  await tx
    .insertInto('certificate')
    .values({
      id,
      type: content.type.code,
      record_id: certificate.record,
      seq: certificate.seq,
      issuer: node.jurisdiction,
      holder_index: node.vault.index('resident-id', content.holder.idNumber),
      code_hash: codeHash(node, content.verification),
      content: node.vault.sealJson(at(id, 'content'), content),
      credential: node.vault.sealJson(at(id, 'credential'), certificate.credential),
      file: certificate.file,
      digest: certificate.digest,
      status: certificate.status,
      status_list: place.list,
      status_index: place.index,
      issued_at: certificate.issuedAt,
      valid_until: content.validUntil ?? null,
      changed_at: certificate.issuedAt,
    })
    .execute()
}

export async function findCertificate(
  node: Node,
  db: Connection,
  id: string,
): Promise<Certificate | undefined> {
  const row = await db.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirst()
  return row && certificateOf(node, row)
}

export async function findByCode(
  node: Node,
  db: Connection,
  code: TrackingCode,
): Promise<Certificate | undefined> {
  const row = await db
    .selectFrom('certificate')
    .selectAll()
    .where('code_hash', '=', codeHash(node, code))
    .executeTakeFirst()
  return row && certificateOf(node, row)
}

/** Certificates of a record, oldest first. */
export async function certificatesOf(node: Node, db: Connection, record: string): Promise<Certificate[]> {
  const rows = await db
    .selectFrom('certificate')
    .selectAll()
    .where('record_id', '=', record)
    .orderBy('seq')
    .execute()
  return rows.map(row => certificateOf(node, row))
}

export async function setStatus(
  tx: Tx,
  id: CertificateId,
  status: CertificateStatus,
  now: Instant,
): Promise<void> {
  await tx.updateTable('certificate').set({ status, changed_at: now }).where('id', '=', id).execute()
}

/** The size of a list and the places that are no longer good; nothing where there is no such list. */
export async function readStatuses(
  db: Connection,
  list: number,
): Promise<{ size: number; statuses: { index: number; status: CertificateStatus }[] } | undefined> {
  const found = await db.selectFrom('status_list').select('size').where('id', '=', list).executeTakeFirst()
  if (!found) return undefined
  const rows = await db
    .selectFrom('certificate')
    .select(['status_index', 'status'])
    .where('status_list', '=', list)
    .where('status', '<>', 'active')
    .orderBy('status_index')
    .execute()
  const statuses = rows.map(row => ({ index: row.status_index, status: row.status as CertificateStatus }))
  return { size: found.size, statuses }
}

function certificateOf(node: Node, row: Selectable<Row>): Certificate {
  return {
    id: row.id as CertificateId,
    record: row.record_id as RecordId,
    seq: row.seq,
    content: node.vault.openJson(at(row.id, 'content'), row.content) as CertificateContent,
    credential: node.vault.openJson(at(row.id, 'credential'), row.credential) as string,
    file: row.file,
    digest: row.digest as Digest,
    status: row.status as CertificateStatus,
    place: { list: row.status_list, index: row.status_index },
    issuedAt: instantOf(row.issued_at),
  }
}

const at = (id: string, part: string) => `certificate:${id}:${part}`
const codeHash = (node: Node, code: TrackingCode) => node.vault.index('certificate-code', code)
