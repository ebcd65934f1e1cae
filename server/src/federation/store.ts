import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Instant } from '@lianqiao/model/records/action.ts'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Connection, Tx } from '../platform/database/database.ts'
import { kept } from '../platform/kept.ts'

const directoryCopy = 'federation.directory'

/** The last valid directory document that this node saw. */
export async function readDirectoryCopy(db: Connection): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', directoryCopy)
    .executeTakeFirst()
  return row && typeof row.value === 'string' ? row.value : undefined
}

export async function storeDirectoryCopy(db: Connection, jws: string): Promise<void> {
  const value = JSON.stringify(jws)
  await db
    .insertInto('setting')
    .values({ name: directoryCopy, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

/** A signature or withdrawal as stored: unverified. */
export interface StoredSignature {
  jurisdiction: JurisdictionCode
  signature: string
  received_at: string
}
export interface StoredWithdrawal extends StoredSignature {
  statement: unknown
}
export interface StoredAgreement {
  hash: string
  signatures: StoredSignature[]
  withdrawals: StoredWithdrawal[]
}

/** Every message and query of a partner asks: looked at anew twice a second, and at once where this process changed it. */
const agreements = kept(500, readAgreements)

/** Everything that says what is in force, without the documents themselves. */
export function findAgreements(db: Connection): Promise<StoredAgreement[]> {
  return agreements.get(db)
}

async function readAgreements(db: Connection): Promise<StoredAgreement[]> {
  const rows = await db
    .selectFrom('agreement as a')
    .select(eb => [
      'a.hash',
      jsonArrayFrom(
        eb
          .selectFrom('agreement_signature as s')
          .whereRef('s.hash', '=', 'a.hash')
          .select(['s.jurisdiction', 's.signature', 's.received_at']),
      ).as('signatures'),
      jsonArrayFrom(
        eb
          .selectFrom('agreement_withdrawal as w')
          .whereRef('w.hash', '=', 'a.hash')
          .select(['w.jurisdiction', 'w.statement', 'w.signature', 'w.received_at']),
      ).as('withdrawals'),
    ])
    .orderBy('a.number')
    .orderBy('a.version', 'desc')
    .orderBy('a.hash')
    .execute()
  return rows as unknown as StoredAgreement[]
}

export async function findDocument(db: Connection, hash: string): Promise<unknown> {
  const row = await db.selectFrom('agreement').select('document').where('hash', '=', hash).executeTakeFirst()
  return row?.document
}

/** Store a document once; the hash is its name. */
export async function insertAgreement(
  tx: Tx,
  row: { hash: string; number: string; version: number; document: unknown; at: Instant },
): Promise<void> {
  agreements.changed(tx)
  await tx
    .insertInto('agreement')
    .values({
      hash: row.hash,
      number: row.number,
      version: row.version,
      document: JSON.stringify(row.document),
      imported_at: row.at,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Store a verified signature; a newer one of the same side replaces it (its key may have been changed). */
export async function upsertSignature(
  tx: Tx,
  row: { hash: string; jurisdiction: string; signature: string; at: Instant },
): Promise<void> {
  agreements.changed(tx)
  const { hash, jurisdiction, signature, at } = row
  await tx
    .insertInto('agreement_signature')
    .values({ hash, jurisdiction, signature, received_at: at })
    .onConflict(conflict =>
      conflict.columns(['hash', 'jurisdiction']).doUpdateSet({ signature, received_at: at }),
    )
    .execute()
}

/** Store a verified withdrawal; the first of each side stands. */
export async function insertWithdrawal(
  tx: Tx,
  row: { hash: string; jurisdiction: string; statement: unknown; signature: string; at: Instant },
): Promise<void> {
  agreements.changed(tx)
  await tx
    .insertInto('agreement_withdrawal')
    .values({
      hash: row.hash,
      jurisdiction: row.jurisdiction,
      statement: JSON.stringify(row.statement),
      signature: row.signature,
      received_at: row.at,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
