import type { DocumentOf, VersionKind } from '@lianqiao/model/catalogue/publication.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import type { SelectQueryBuilder } from 'kysely'
import type { Connection } from '../../platform/database/database.ts'
import type { DB } from '../../platform/database/tables.ts'
import { instantOf } from '../../platform/time.ts'

/** One version as it is stored; the document was parsed by its schema when it came in. */
export interface StoredVersion<K extends VersionKind = VersionKind> {
  kind: K
  jurisdiction: JurisdictionCode
  code: string
  version: number
  digest: Digest
  document: DocumentOf<K>
  /** `yyyy-mm-dd` */
  effectiveFrom: string
  /** undefined: a draft. */
  publishedAt: Instant | undefined
}

/** Which document: its kind, whose, and its key. */
export interface Key<K extends VersionKind = VersionKind> {
  kind: K
  jurisdiction: string
  code: string
}

/** Versions without what they say. */
export const heads = (db: Connection) =>
  db
    .selectFrom('catalogue_version')
    .select(['kind', 'jurisdiction', 'code', 'version', 'digest', 'published_at'])
    // As text: a driver's Date would be midnight of the machine's own zone.
    .select(eb => eb.cast<string>('effective_from', 'text').as('effective_from'))

const rows = (db: Connection) => heads(db).select('document')

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>
export type Head = Omit<Row, 'document'>

export function stored<K extends VersionKind>(row: Row): StoredVersion<K> {
  return {
    kind: row.kind as K,
    jurisdiction: row.jurisdiction as JurisdictionCode,
    code: row.code,
    version: row.version,
    digest: row.digest as Digest,
    document: row.document as DocumentOf<K>,
    effectiveFrom: row.effective_from,
    publishedAt: row.published_at ? instantOf(new Date(row.published_at)) : undefined,
  }
}

export const ofKey = <O>(
  versions: SelectQueryBuilder<DB, 'catalogue_version', O>,
  { kind, jurisdiction, code }: Key,
) => versions.where('kind', '=', kind).where('jurisdiction', '=', jurisdiction).where('code', '=', code)

/** The current versions of everything of a kind that the jurisdiction has, by code. */
export async function listCurrent<K extends VersionKind>(
  db: Connection,
  { kind, jurisdiction }: { kind: K; jurisdiction?: string | undefined },
  day: string,
): Promise<StoredVersion<K>[]> {
  let query = rows(db)
    .distinctOn(['code', 'jurisdiction'])
    .where('kind', '=', kind)
    .where('published_at', 'is not', null)
    .where('effective_from', '<=', day as never)
    .orderBy('code')
    .orderBy('jurisdiction')
    .orderBy('version', 'desc')
  if (jurisdiction) query = query.where('jurisdiction', '=', jurisdiction)
  return (await query.execute()).map(row => stored<K>(row))
}

/** The current guides of one item, in every jurisdiction that has one. */
export async function listGuides(
  db: Connection,
  code: string,
  day: string,
): Promise<StoredVersion<'item'>[]> {
  const found = await rows(db)
    .distinctOn('jurisdiction')
    .where('kind', '=', 'item')
    .where('code', '=', code)
    .where('published_at', 'is not', null)
    .where('effective_from', '<=', day as never)
    .orderBy('jurisdiction')
    .orderBy('version', 'desc')
    .execute()
  return found.map(row => stored<'item'>(row))
}

/** One version, published or not. */
export async function findVersion<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
  version: number,
): Promise<StoredVersion<K> | undefined> {
  const row = await ofKey(rows(db), key).where('version', '=', version).executeTakeFirst()
  return row && stored<K>(row)
}

/** All published versions, newest first. */
export async function listVersions<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
): Promise<StoredVersion<K>[]> {
  const found = await ofKey(rows(db), key)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute()
  return found.map(row => stored<K>(row))
}

/** A published version by what it says, of whatever kind. */
export async function findByDigest(db: Connection, digest: string): Promise<StoredVersion | undefined> {
  const row = await rows(db)
    .where('digest', '=', digest)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
  return row && stored(row)
}

/** The newest published versions of a jurisdiction's whole catalogue, effective yet or not, by kind and code. */
export async function listNewest(db: Connection, jurisdiction: string): Promise<StoredVersion[]> {
  const found = await rows(db)
    .distinctOn(['kind', 'code'])
    .where('jurisdiction', '=', jurisdiction)
    .where('published_at', 'is not', null)
    .orderBy('kind')
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return found.map(row => stored(row))
}

/** Keys of guides and listed items that become effective on `day`. */
export async function listBeginning(db: Connection, day: string): Promise<Key[]> {
  const found = await db
    .selectFrom('catalogue_version')
    .select(['kind', 'jurisdiction', 'code'])
    .distinct()
    .where('kind', 'in', ['item', 'listed'])
    .where('effective_from', '=', day as never)
    .where('published_at', 'is not', null)
    .execute()
  return found as Key[]
}
