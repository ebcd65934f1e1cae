import type { VersionKind } from '@lianqiao/model/catalogue/publication.ts'
import type { Connection, Tx } from '../../platform/database/database.ts'
import { type Kept, kept } from '../../platform/kept.ts'
import { type Head, heads, type Key, ofKey, type StoredVersion, stored } from './versions.ts'

/** What was published, as every case asks for it: the same few guides and forms, kept in memory. */

/** Documents by what they say: guides and forms are long. Shared by all who ask, so not to be changed. */
const documents = new Map<string, unknown>()
const documentsKept = 1000

/** Which versions were found to be in force, or published: each asked anew twice a second, and all once they were changed. */
const current = kept(Infinity, async () => new Map<string, Kept<Head | undefined>>())
const currentKept = 1000

/** 现行版本: the newest published one that is effective on `day` (`yyyy-mm-dd` in China). */
export function findCurrent<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
  day: string,
): Promise<StoredVersion<K> | undefined> {
  return find(db, key, day, db =>
    ofKey(heads(db), key)
      .where('published_at', 'is not', null)
      .where('effective_from', '<=', day as never)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst(),
  )
}

/** One published version, which never changes. */
export function findPublished<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
  version: number,
): Promise<StoredVersion<K> | undefined> {
  return find(db, key, `@${version}`, db =>
    ofKey(heads(db), key)
      .where('version', '=', version)
      .where('published_at', 'is not', null)
      .executeTakeFirst(),
  )
}

/** What is kept is asked anew once this transaction is through, here and in the other processes. */
export function versionsChanged(tx: Tx): void {
  current.changed(tx)
}

async function find<K extends VersionKind>(
  db: Connection,
  key: Key<K>,
  which: string,
  ask: (db: Connection) => Promise<Head | undefined>,
): Promise<StoredVersion<K> | undefined> {
  const known = await current.get(db)
  const name = [key.kind, key.jurisdiction, key.code, which].join(' ')
  const one = known.get(name) ?? kept(500, ask)
  if (known.size >= currentKept) known.clear()
  known.set(name, one)
  const head = await one.get(db)
  return head && stored<K>({ ...head, document: (await documentOf(db, key, head)) as never })
}

async function documentOf(db: Connection, key: Key, head: { version: number; digest: string }) {
  const known = documents.get(head.digest)
  if (known) return known
  const { document } = await ofKey(db.selectFrom('catalogue_version').select('document'), key)
    .where('version', '=', head.version)
    .executeTakeFirstOrThrow()
  if (documents.size >= documentsKept) documents.clear()
  documents.set(head.digest, document)
  return document
}
