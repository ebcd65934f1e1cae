import type { DocumentOf, VersionKind } from '@lianqiao/model/catalogue/publication.ts'
import type { JurisdictionCode } from '@lianqiao/model/identifiers/division.ts'
import type { Digest, Instant } from '@lianqiao/model/records/action.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { kept } from '../../platform/kept.ts'
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

const heads = (db: Connection) =>
  db
    .selectFrom('catalogue_version')
    .select(['kind', 'jurisdiction', 'code', 'version', 'digest', 'published_at'])
    // As text: a driver's Date would be midnight of the machine's own zone.
    .select(eb => eb.cast<string>('effective_from', 'text').as('effective_from'))

const rows = (db: Connection) => heads(db).select('document')

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

function stored<K extends VersionKind>(row: Row): StoredVersion<K> {
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

const ofKey = (db: Connection, { kind, jurisdiction, code }: Key) =>
  rows(db).where('kind', '=', kind).where('jurisdiction', '=', jurisdiction).where('code', '=', code)

/** Documents read before, by what they say: guides and forms are long, and every case asks for the same few. */
const documents = new Map<string, unknown>()
const documentsKept = 1000

/** The document of a digest, shared by all who ask: not to be changed. */
async function documentOf(
  db: Connection,
  { kind, jurisdiction, code }: Key,
  head: { version: number; digest: string },
) {
  const known = documents.get(head.digest)
  if (known) return known
  const { document } = await db
    .selectFrom('catalogue_version')
    .select('document')
    .where('kind', '=', kind)
    .where('jurisdiction', '=', jurisdiction)
    .where('code', '=', code)
    .where('version', '=', head.version)
    .executeTakeFirstOrThrow()
  if (documents.size >= documentsKept) documents.clear()
  documents.set(head.digest, document)
  return document
}

type Head = Omit<Row, 'document'>

/** Which versions were found to be in force, or published, asked anew twice a second: every case asks for the same few. */
const current = kept(500, async () => new Map<string, Head | undefined>())

function findHead(db: Connection, { kind, jurisdiction, code }: Key, day: string): Promise<Head | undefined> {
  return heads(db)
    .where('kind', '=', kind)
    .where('jurisdiction', '=', jurisdiction)
    .where('code', '=', code)
    .where('published_at', 'is not', null)
    .where('effective_from', '<=', day as never)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function findHeadOf(db: Connection, { kind, jurisdiction, code }: Key, version: number) {
  return heads(db)
    .where('kind', '=', kind)
    .where('jurisdiction', '=', jurisdiction)
    .where('code', '=', code)
    .where('version', '=', version)
    .where('published_at', 'is not', null)
    .executeTakeFirst()
}

/** 现行版本: the newest published one that is effective on `day` (`yyyy-mm-dd` in China). */
export async function findCurrent<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
  day: string,
): Promise<StoredVersion<K> | undefined> {
  const known = await current.get(db)
  const name = [key.kind, key.jurisdiction, key.code, day].join(' ')
  const head = known.has(name) ? known.get(name) : await findHead(db, key, day)
  known.set(name, head)
  return head && stored<K>({ ...head, document: (await documentOf(db, key, head)) as never })
}

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
  const row = await ofKey(db, key).where('version', '=', version).executeTakeFirst()
  return row && stored<K>(row)
}

/** One published version, which never changes. */
export async function findPublished<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
  version: number,
): Promise<StoredVersion<K> | undefined> {
  const known = await current.get(db)
  const name = [key.kind, key.jurisdiction, key.code, `@${version}`].join(' ')
  const head = known.has(name) ? known.get(name) : await findHeadOf(db, key, version)
  known.set(name, head)
  return head && stored<K>({ ...head, document: (await documentOf(db, key, head)) as never })
}

/** All published versions, newest first. */
export async function listVersions<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
): Promise<StoredVersion<K>[]> {
  const found = await ofKey(db, key)
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

/** Write a version, or write a draft anew. A published one is never touched: answers false and writes nothing. */
export async function writeVersion(tx: Tx, version: StoredVersion): Promise<boolean> {
  current.changed(tx)
  const content = {
    digest: version.digest,
    document: JSON.stringify(version.document),
    effective_from: version.effectiveFrom,
    published_at: version.publishedAt ?? null,
  }
  const written = await tx
    .insertInto('catalogue_version')
    .values({
      kind: version.kind,
      jurisdiction: version.jurisdiction,
      code: version.code,
      version: version.version,
      ...content,
    })
    .onConflict(conflict =>
      conflict
        .columns(['kind', 'jurisdiction', 'code', 'version'])
        .doUpdateSet(content)
        .where('catalogue_version.published_at', 'is', null),
    )
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}

/** One writer at a time for a document, so that two do not take the same number. */
export async function lockKey(tx: Tx, { kind, jurisdiction, code }: Key): Promise<void> {
  await tx
    .selectNoFrom(eb =>
      eb
        .fn('pg_advisory_xact_lock', [
          eb.fn('hashtextextended', [eb.val(`${kind}/${jurisdiction}/${code}`), eb.val(6)]),
        ])
        .as('held'),
    )
    .execute()
}
